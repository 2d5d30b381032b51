using k8s.Models;
using Kube.Controllers.NodeIpam;
using Kube.Controllers.NodeLifecycle;
using Kube.Controllers.PodGarbageCollection;
using Kube.Controllers.TaintEviction;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Controllers.Tests.Nodes;

public sealed class NodeTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Ready", "True", true, "")]
    [InlineData("Ready", "False", true, "not-ready:NoSchedule not-ready:NoExecute")]
    [InlineData("Ready", "Unknown", true, "unreachable:NoSchedule unreachable:NoExecute")]
    [InlineData("Ready", "Unknown", false, "unreachable:NoSchedule")]
    [InlineData("MemoryPressure", "True", true, "memory-pressure:NoSchedule")]
    public void Wanted_Condition_CallsForItsTaints(string condition, string status, bool evict, string expected)
    {
        var node = Node((condition, status));
        Assert.Equal(expected, string.Join(' ', NodeTaints.Wanted(node, evict, Now).Select(taint => $"{taint.Key["node.kubernetes.io/".Length..]}:{taint.Effect}")));
    }

    [Fact]
    public void Wanted_OtherTaints_StayAndOursKeepTheirTime()
    {
        var node = Node(("Ready", "False"));
        node.Spec.Unschedulable = true;
        var since = Now.UtcDateTime.AddHours(-1);
        node.Spec.Taints =
        [
            new V1Taint { Key = "dedicated", Value = "x", Effect = "NoSchedule" },
            new V1Taint { Key = NodeTaints.NotReady, Effect = "NoExecute", TimeAdded = since },
            new V1Taint { Key = NodeTaints.Unreachable, Effect = "NoExecute", TimeAdded = since },
        ];
        var wanted = NodeTaints.Wanted(node, evict: true, Now);
        Assert.Contains(wanted, taint => taint.Key == "dedicated");
        Assert.Contains(wanted, taint => taint.Key == NodeTaints.Unschedulable);
        Assert.DoesNotContain(wanted, taint => taint.Key == NodeTaints.Unreachable);
        Assert.Equal(since, Assert.Single(wanted, taint => taint is { Key: NodeTaints.NotReady, Effect: "NoExecute" }).TimeAdded);
    }

    [Fact]
    public void MarkSilent_ReadyNode_BecomesUnknownOnce()
    {
        var status = Node(("Ready", "True")).Status;
        Assert.True(NodeConditions.MarkSilent(status, Now.UtcDateTime, Now));
        var ready = Assert.Single(status.Conditions, condition => condition.Type == "Ready");
        Assert.Equal(("Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status."), (ready.Status, ready.Reason, ready.Message));
        Assert.Equal("NodeStatusNeverUpdated", Assert.Single(status.Conditions, condition => condition.Type == "DiskPressure").Reason);
        Assert.False(NodeConditions.MarkSilent(status, Now.UtcDateTime, Now));
    }

    [Fact]
    public void EvictionTime_Tolerations_DecideWhen()
    {
        var taint = new V1Taint { Key = "k", Effect = "NoExecute", TimeAdded = Now.UtcDateTime.AddSeconds(-100) };
        var now = Now.UtcDateTime;
        Assert.Null(Toleration.EvictionTime(null, [], now));
        Assert.Equal(now, Toleration.EvictionTime(null, [taint], now));
        Assert.Null(Toleration.EvictionTime([new V1Toleration { OperatorProperty = "Exists" }], [taint], now));
        Assert.Equal(now.AddSeconds(200), Toleration.EvictionTime(
            [new V1Toleration { Key = "k", OperatorProperty = "Exists", TolerationSeconds = 300 }, new V1Toleration { OperatorProperty = "Exists", TolerationSeconds = 900 }],
            [taint], now));
        Assert.Equal(now, Toleration.EvictionTime([new V1Toleration { Key = "k", Value = "other" }], [taint], now));
        Assert.Equal(now, Toleration.EvictionTime([new V1Toleration { Key = "k", OperatorProperty = "Exists", Effect = "NoSchedule" }], [taint], now));
    }

    [Fact]
    public void BeyondThreshold_Finished_GivesTheOldestAndEvictedFirst()
    {
        V1Pod[] pods = [Pod("new", 1, "Failed"), Pod("old", 9, "Succeeded"), Pod("evicted", 2, "Failed", "Evicted"), Pod("running", 99, "Running")];
        Assert.Equal(["evicted", "old"], PodLeftovers.BeyondThreshold(pods, 1).Select(pod => pod.Metadata.Name));
        Assert.Empty(PodLeftovers.BeyondThreshold(pods, 0));
    }

    [Fact]
    public void Observe_MissingNode_IsGoneAfterItsQuarantine()
    {
        var time = new FakeTimeProvider();
        var vanished = new VanishedNodes(time);
        Assert.Empty(vanished.Observe(new HashSet<string> { "a", "b" }));
        time.Advance(TimeSpan.FromSeconds(39));
        Assert.Empty(vanished.Observe(new HashSet<string> { "a" }));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["a"], vanished.Observe(new HashSet<string> { "a", "b" }));
    }

    [Fact]
    public void FirstFree_Ranges_AreHandedOutInOrder()
    {
        var pool = new CidrPool("10.244.0.0/22", 24);
        Assert.Equal("10.244.0.0/24", pool.FirstFree(new HashSet<string>()));
        Assert.Equal("10.244.2.0/24", pool.FirstFree(new HashSet<string> { "10.244.0.0/24", "10.244.1.0/24" }));
        Assert.Null(pool.FirstFree(Enumerable.Range(0, 4).Select(i => $"10.244.{i}.0/24").ToHashSet()));
        Assert.Throws<FormatException>(() => new CidrPool("10.244.0.0/24", 16));
    }

    private static V1Node Node(params (string Type, string Status)[] conditions) => new()
    {
        Metadata = new V1ObjectMeta { Name = "node" },
        Spec = new V1NodeSpec(),
        Status = new V1NodeStatus { Conditions = [.. conditions.Select(condition => new V1NodeCondition { Type = condition.Type, Status = condition.Status })] },
    };

    private static V1Pod Pod(string name, int age, string phase, string? reason = null) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, CreationTimestamp = Now.UtcDateTime.AddMinutes(-age) },
        Spec = new V1PodSpec(),
        Status = new V1PodStatus { Phase = phase, Reason = reason },
    };
}
