using k8s.Models;
using Kube.Controllers.ReplicaSets;

namespace Kube.Controllers.Tests.ReplicaSets;

public sealed class ReplicaSetStatusTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Compute_Pods_CountsEachKind()
    {
        var set = new V1ReplicaSet
        {
            Metadata = new V1ObjectMeta { Generation = 4 },
            Spec = new V1ReplicaSetSpec
            {
                MinReadySeconds = 30,
                Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta { Labels = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } } },
            },
        };
        V1Pod[] pods = [Pod(readyFor: 60, full: true), Pod(readyFor: 10, full: true), Pod(readyFor: null, full: false)];

        var status = ReplicaSetStatus.Compute(set, pods, [Pod(null, true)], null, Now);

        Assert.Equal((3, 2, 2, 1, 1, 4L), (
            status.Replicas, status.FullyLabeledReplicas!.Value, status.ReadyReplicas!.Value, status.AvailableReplicas!.Value,
            status.TerminatingReplicas!.Value, status.ObservedGeneration!.Value));
        Assert.True(ReplicaSetStatus.Same(status, ReplicaSetStatus.Compute(set, pods, [Pod(null, true)], null, Now)));
    }

    [Fact]
    public void Compute_Failure_IsAConditionUntilItPasses()
    {
        var set = new V1ReplicaSet
        {
            Metadata = new V1ObjectMeta { Generation = 1 },
            Spec = new V1ReplicaSetSpec { Template = new V1PodTemplateSpec() },
        };
        var failed = ReplicaSetStatus.Compute(set, [], [], new ScalingFailure(ScalingFailure.Creating, new InvalidOperationException("quota")), Now);
        var condition = Assert.Single(failed.Conditions);
        Assert.Equal(("ReplicaFailure", "True", "FailedCreate", "quota"), (condition.Type, condition.Status, condition.Reason, condition.Message));

        set.Status = failed;
        var healed = ReplicaSetStatus.Compute(set, [], [], null, Now);
        Assert.Null(healed.Conditions);
        Assert.False(ReplicaSetStatus.Same(failed, healed));
    }

    private static V1Pod Pod(int? readyFor, bool full) => new()
    {
        Metadata = new V1ObjectMeta { Labels = new Dictionary<string, string> { ["a"] = "1", [full ? "b" : "c"] = "2" } },
        Status = new V1PodStatus
        {
            Conditions = readyFor is null
                ? []
                : [new V1PodCondition { Type = "Ready", Status = "True", LastTransitionTime = Now.UtcDateTime.AddSeconds(-readyFor.Value) }],
        },
    };
}
