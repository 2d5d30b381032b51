using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Tests.Scheduling;

/// <summary>Short ways to write down pods, nodes and clusters.</summary>
internal static class Given
{
    public static V1Pod Pod(
        string name = "pod", string? cpu = null, string? memory = null, string? node = null, int priority = 0, string ns = "default", params string[] labels) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = ns, Uid = $"uid-{ns}-{name}", Labels = Labels(labels) },
        Spec = new V1PodSpec
        {
            SchedulerName = "default-scheduler",
            NodeName = node,
            Priority = priority,
            Containers = [Container(cpu, memory)],
        },
    };

    public static V1Container Container(string? cpu = null, string? memory = null) => new()
    {
        Name = "main",
        Image = "busybox",
        Resources = new V1ResourceRequirements { Requests = Amounts(("cpu", cpu), ("memory", memory)) },
    };

    public static V1Node Node(string name = "node", string cpu = "4", string memory = "8Gi", int pods = 110, params string[] labels) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, Labels = Labels([$"{TopologyKeys.Hostname}={name}", .. labels]) },
        Spec = new V1NodeSpec(),
        Status = new V1NodeStatus { Allocatable = Amounts(("cpu", cpu), ("memory", memory), ("pods", $"{pods}")) },
    };

    public static V1Node WithTaint(this V1Node node, string key, string effect, string? value = null)
        => node with { Spec = node.Spec with { Taints = [.. node.Spec.Taints ?? [], new V1Taint { Key = key, Effect = effect, Value = value }] } };

    public static V1Node Cordoned(this V1Node node) => node with { Spec = node.Spec with { Unschedulable = true } };

    public static V1Pod With(this V1Pod pod, Func<V1PodSpec, V1PodSpec> change) => pod with { Spec = change(pod.Spec) };

    public static V1Pod WithToleration(this V1Pod pod, string? key, string? @operator = null, string? value = null, string? effect = null)
        => pod.With(spec => spec with
        {
            Tolerations = [.. spec.Tolerations ?? [], new V1Toleration { Key = key, OperatorProperty = @operator, Value = value, Effect = effect }],
        });

    public static V1Pod WithAffinity(this V1Pod pod, V1PodAffinityTerm term)
        => pod.With(spec => spec with { Affinity = new V1Affinity { PodAffinity = new V1PodAffinity { RequiredDuringSchedulingIgnoredDuringExecution = [term] } } });

    public static V1Pod WithAntiAffinity(this V1Pod pod, V1PodAffinityTerm term)
        => pod.With(spec => spec with { Affinity = new V1Affinity { PodAntiAffinity = new V1PodAntiAffinity { RequiredDuringSchedulingIgnoredDuringExecution = [term] } } });

    public static V1Pod WithSpread(this V1Pod pod, V1TopologySpreadConstraint constraint)
        => pod.With(spec => spec with { TopologySpreadConstraints = [.. spec.TopologySpreadConstraints ?? [], constraint] });

    public static V1Pod WithClaim(this V1Pod pod, string claim) => pod.With(spec => spec with
    {
        Volumes = [new V1Volume { Name = "data", PersistentVolumeClaim = new V1PersistentVolumeClaimVolumeSource { ClaimName = claim } }],
    });

    public static V1Pod WithHostPort(this V1Pod pod, int port, string? address = null, string? protocol = null) => pod.With(spec => spec with
    {
        Containers = [spec.Containers[0] with { Ports = [new V1ContainerPort { ContainerPort = port, HostPort = port, HostIP = address, Protocol = protocol }] }],
    });

    public static V1Pod Nominated(this V1Pod pod, string node) => pod with { Status = new V1PodStatus { NominatedNodeName = node } };

    public static V1PodAffinityTerm Near(string topologyKey, params string[] labels)
        => new() { TopologyKey = topologyKey, LabelSelector = Selector(labels) };

    public static V1LabelSelector Selector(params string[] labels) => new() { MatchLabels = Labels(labels) };

    public static Dictionary<string, string> Labels(params string[] labels)
        => labels.Select(label => label.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);

    public static Dictionary<string, ResourceQuantity> Amounts(params (string Name, string? Amount)[] amounts)
        => amounts.Where(amount => amount.Amount is not null).ToDictionary(amount => amount.Name, amount => new ResourceQuantity(amount.Amount!));

    public static ClusterState Cluster(params V1Node[] nodes)
    {
        var cluster = new ClusterState();
        foreach (var node in nodes)
            cluster.SetNode(node);
        return cluster;
    }

    public static ClusterState Running(this ClusterState cluster, params V1Pod[] pods)
    {
        foreach (var pod in pods)
            cluster.SetPod(pod);
        return cluster;
    }
}
