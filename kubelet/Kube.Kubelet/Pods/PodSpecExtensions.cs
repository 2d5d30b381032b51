using k8s.Models;

namespace Kube.Kubelet.Pods;

internal static class PodSpecExtensions
{
    public static IList<V1Container> InitContainersOrNone(this V1PodSpec spec) => spec.InitContainers ?? [];

    /// <summary>An init container that keeps running beside the others.</summary>
    public static bool IsSidecar(this V1Container init) => init.RestartPolicy == "Always";

    public static IEnumerable<V1Container> Sidecars(this V1PodSpec spec) => spec.InitContainersOrNone().Where(IsSidecar);

    public static bool IsInit(this V1PodSpec spec, string name) => spec.InitContainersOrNone().Any(container => container.Name == name);

    public static IEnumerable<V1Container> AllContainers(this V1PodSpec spec) => spec.InitContainersOrNone().Concat(spec.Containers ?? []);

    public static V1Container? Container(this V1PodSpec spec, string name) => spec.AllContainers().FirstOrDefault(container => container.Name == name);

    public static bool IsTerminal(this V1PodStatus? status) => status?.Phase is PodPhase.Succeeded or PodPhase.Failed;
}

internal static class PodPhase
{
    public const string Pending = "Pending";
    public const string Running = "Running";
    public const string Succeeded = "Succeeded";
    public const string Failed = "Failed";
}
