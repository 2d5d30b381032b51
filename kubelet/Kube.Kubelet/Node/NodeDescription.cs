using System.Globalization;
using k8s.Models;
using Kube.Kubelet.Runtime;
using Kube.Machinery;
using Kube.Machinery.Quantities;

namespace Kube.Kubelet.Node;

/// <summary>The Node object as upstream's kubelet fills it in.</summary>
internal sealed class NodeDescription(NodeOptions options, Machine machine)
{
    private const int MaxImages = 50;
    private const long EvictionMemoryKib = 100 * 1024; // memory.available<100Mi
    private const int EvictionDiskPercent = 10; // nodefs.available<10%

    /// <summary>What pods may have: the capacity less what hard eviction keeps free.</summary>
    public IReadOnlyDictionary<string, Quantity> Allocatable => Resources(
        machine.MemoryKib - EvictionMemoryKib, $"{machine.DiskBytes / 1024 * 1024 / 100 * (100 - EvictionDiskPercent)}");

    private IReadOnlyDictionary<string, Quantity> Capacity => Resources(machine.MemoryKib, $"{machine.DiskBytes / 1024}Ki");

    public Dictionary<string, string> Labels() => new(options.Labels)
    {
        ["beta.kubernetes.io/arch"] = machine.Architecture,
        ["beta.kubernetes.io/os"] = "linux",
        ["kubernetes.io/arch"] = machine.Architecture,
        ["kubernetes.io/hostname"] = options.Name,
        ["kubernetes.io/os"] = "linux",
    };

    public V1Node Node(V1NodeStatus status) => new()
    {
        ApiVersion = "v1",
        Kind = "Node",
        Metadata = new V1ObjectMeta
        {
            Name = options.Name,
            Labels = Labels(),
            Annotations = new Dictionary<string, string> { ["volumes.kubernetes.io/controller-managed-attach-detach"] = "true" },
        },
        Spec = new V1NodeSpec
        {
            Taints = options.Taints.Count > 0 ? [.. options.Taints] : null,
            PodCIDR = options.PodCidr.Length > 0 ? options.PodCidr : null,
            PodCIDRs = options.PodCidr.Length > 0 ? [options.PodCidr] : null,
        },
        Status = status,
    };

    /// <param name="before">The status last reported, which holds the conditions' transition times.</param>
    public V1NodeStatus Status(RuntimeHealth health, V1NodeStatus? before, DateTimeOffset now) => new()
    {
        Addresses =
        [
            new V1NodeAddress { Type = "InternalIP", Address = options.Ip },
            new V1NodeAddress { Type = "Hostname", Address = options.Name },
        ],
        Capacity = Written(Capacity),
        Allocatable = Written(Allocatable),
        Conditions = Conditions(health, before, ApiTime.Seconds(now)),
        DaemonEndpoints = new V1NodeDaemonEndpoints { KubeletEndpoint = new V1DaemonEndpoint { Port = options.Port } },
        Images = [.. health.Images.Where(image => image.Names.Count > 0).OrderByDescending(image => image.SizeBytes).Take(MaxImages)
            .Select(image => new V1ContainerImage { Names = [.. image.Names], SizeBytes = image.SizeBytes })],
        NodeInfo = new V1NodeSystemInfo
        {
            Architecture = machine.Architecture,
            BootID = machine.BootId,
            ContainerRuntimeVersion = health.Version,
            KernelVersion = machine.KernelVersion,
            KubeProxyVersion = "",
            KubeletVersion = KubernetesVersion.Text,
            MachineID = machine.MachineId,
            OperatingSystem = "linux",
            OsImage = machine.OsImage,
            SystemUUID = machine.SystemUuid,
            Swap = new V1NodeSwapStatus { Capacity = machine.SwapBytes },
        },
    };

    private static List<V1NodeCondition> Conditions(RuntimeHealth health, V1NodeStatus? before, DateTime now)
    {
        List<V1NodeCondition> conditions =
        [
            Condition("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
            Condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
            Condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
            health.Failure is null
                ? Condition("Ready", "True", "KubeletReady", "kubelet is posting ready status")
                : Condition("Ready", "False", "KubeletNotReady", $"container runtime is down: {health.Failure}"),
        ];
        foreach (var condition in conditions)
        {
            var last = before?.Conditions?.FirstOrDefault(old => old.Type == condition.Type && old.Status == condition.Status);
            condition.LastHeartbeatTime = now;
            condition.LastTransitionTime = last?.LastTransitionTime ?? now;
        }

        return conditions;
    }

    private static V1NodeCondition Condition(string type, string status, string reason, string message) =>
        new() { Type = type, Status = status, Reason = reason, Message = message };

    private Dictionary<string, Quantity> Resources(long memoryKib, string disk) => new()
    {
        ["cpu"] = Quantity.FromValue(machine.Cpus),
        ["ephemeral-storage"] = Quantity.Parse(disk),
        ["hugepages-1Gi"] = Quantity.Zero,
        ["hugepages-2Mi"] = Quantity.Zero,
        ["memory"] = Quantity.Parse(memoryKib.ToString(CultureInfo.InvariantCulture) + "Ki"),
        ["pods"] = Quantity.FromValue(options.MaxPods),
    };

    private static Dictionary<string, ResourceQuantity> Written(IReadOnlyDictionary<string, Quantity> resources) =>
        resources.ToDictionary(entry => entry.Key, entry => new ResourceQuantity(entry.Value.ToString()));
}

/// <param name="Failure">Why the engine cannot be used, or null.</param>
internal sealed record RuntimeHealth(string Version, IReadOnlyList<RuntimeImage> Images, string? Failure);
