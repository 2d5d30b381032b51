using System.Globalization;
using Docker.DotNet.Models;

namespace Kube.Kubelet.Runtime.Docker;

/// <summary>The labels by which a kubelet, after any restart, finds its containers and what they are.</summary>
internal sealed class DockerLabels(string nodeName, string rootDirectory)
{
    public const string Node = "kube.node";
    public const string RootDirectory = "kube.root-dir";
    public const string PodName = "io.kubernetes.pod.name";
    public const string PodNamespace = "io.kubernetes.pod.namespace";
    public const string PodUid = "io.kubernetes.pod.uid";
    public const string ContainerName = "io.kubernetes.container.name";
    public const string SandboxId = "io.kubernetes.sandbox.id";
    public const string Type = "io.kubernetes.docker.type";
    public const string SandboxType = "podsandbox";
    public const string ContainerType = "container";
    public const string Hash = "annotation.io.kubernetes.container.hash";
    public const string RestartCount = "annotation.io.kubernetes.container.restartCount";

    public string OwnerFilter => $"{RootDirectory}={rootDirectory}";

    public bool Owns(ContainerListResponse container) =>
        container.Labels.TryGetValue(RootDirectory, out var owner) && owner == rootDirectory;

    public Dictionary<string, string> OfNode() => new() { [Node] = nodeName, [RootDirectory] = rootDirectory };

    public Dictionary<string, string> OfPod(PodIdentity pod, string type, int attempt)
    {
        var labels = OfNode();
        labels[PodName] = pod.Name;
        labels[PodNamespace] = pod.Namespace;
        labels[PodUid] = pod.Uid;
        labels[Type] = type;
        labels[RestartCount] = attempt.ToString(CultureInfo.InvariantCulture);
        return labels;
    }

    public static PodIdentity Pod(IDictionary<string, string> labels) => new(
        labels[PodUid], labels.TryGetValue(PodNamespace, out var space) ? space : "", labels.TryGetValue(PodName, out var name) ? name : "");

    /// <summary>The name dockershim gave; unique for each attempt, so that a repeated create is noticed.</summary>
    public static string Name(string container, PodIdentity pod, int attempt) =>
        $"k8s_{container}_{pod.Name}_{pod.Namespace}_{pod.Uid}_{attempt}";

    public static IDictionary<string, IDictionary<string, bool>> Filter(params (string Kind, string Value)[] filters) => filters
        .GroupBy(filter => filter.Kind)
        .ToDictionary(group => group.Key, group => (IDictionary<string, bool>)group.ToDictionary(filter => filter.Value, _ => true));

    public static bool IsChange(string action) => action is "start" or "die" or "oom" or "destroy";
}
