using k8s.Models;
using Kube.Controllers.Pods;

namespace Kube.Controllers.Tests.Pods;

public sealed class PodDeletionOrderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Compare_EachCriterion_OrdersBeforeTheNext()
    {
        V1Pod[] pods =
        [
            Pod("old", ready: 4000, created: 5000),
            Pod("young", ready: 4000, created: 100),
            Pod("restarted", ready: 4000, created: 5000, restarts: 3),
            Pod("lately-ready", ready: 10, created: 5000),
            Pod("crowded", ready: 4000, created: 5000, node: "full"),
            Pod("cheap", ready: 4000, created: 5000, cost: "-1"),
            Pod("unready", ready: null, created: 5000),
            Pod("unknown", ready: null, created: 5000, phase: "Unknown"),
            Pod("pending", ready: null, created: 5000, phase: "Pending"),
            Pod("unassigned", ready: null, created: 5000, phase: "Pending", node: null),
        ];
        var order = new PodDeletionOrder(pod => pod.Spec.NodeName == "full" ? 2 : 1, Now);
        Assert.Equal(
            ["unassigned", "pending", "unknown", "unready", "cheap", "crowded", "lately-ready", "restarted", "young", "old"],
            pods.Order(order).Select(pod => pod.Metadata.Name));
    }

    [Fact]
    public void Compare_SimilarAges_DecidesByUid()
    {
        var order = new PodDeletionOrder(_ => 1, Now);
        Assert.True(order.Compare(Pod("b", ready: 600, created: 600), Pod("a", ready: 700, created: 700)) > 0);
        Assert.True(order.Compare(Pod("a", ready: 600, created: 600), Pod("b", ready: 700, created: 700)) < 0);
    }

    private static V1Pod Pod(
        string name, int? ready, int created, string? node = "n", string phase = "Running", int restarts = 0, string? cost = null) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            Uid = name,
            CreationTimestamp = Now.UtcDateTime.AddSeconds(-created),
            Annotations = cost is null ? null : new Dictionary<string, string> { ["controller.kubernetes.io/pod-deletion-cost"] = cost },
        },
        Spec = new V1PodSpec { NodeName = node },
        Status = new V1PodStatus
        {
            Phase = phase,
            ContainerStatuses = [new V1ContainerStatus { RestartCount = restarts }],
            Conditions = ready is null
                ? []
                : [new V1PodCondition { Type = "Ready", Status = "True", LastTransitionTime = Now.UtcDateTime.AddSeconds(-ready.Value) }],
        },
    };
}
