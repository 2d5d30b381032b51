using k8s.Models;
using Kube.Controllers.Deployments;
using static Kube.Controllers.Deployments.DeploymentConditions;

namespace Kube.Controllers.Tests.Deployments;

public sealed class RolloutProgressTests
{
    [Fact]
    public void Report_EverythingNewAndAvailable_IsDone()
    {
        var (rollout, status) = Reported(Given.Deployment(2), Given.Set("web-x", 2, available: 2));
        var progressing = status.Condition(Progressing);
        Assert.Equal(("True", NewReplicaSetAvailable), (progressing?.Status, progressing?.Reason));
        Assert.Equal("ReplicaSet \"web-x\" has successfully progressed.", progressing?.Message);
        Assert.Equal("True", status.Condition(Available)?.Status);
        Assert.Null(RolloutProgress.DeadlineIn(rollout.Deployment, status, Given.Now));
    }

    [Fact]
    public void Report_MorePodsThanBefore_IsProgressing()
    {
        var (rollout, status) = Reported(Given.Deployment(2), Given.Set("web-x", 2, available: 1));
        Assert.Equal(ReplicaSetUpdated, status.Condition(Progressing)?.Reason);
        Assert.Equal(("False", MinimumUnavailable), (status.Condition(Available)?.Status, status.Condition(Available)?.Reason));
        Assert.Equal(TimeSpan.FromSeconds(601), RolloutProgress.DeadlineIn(rollout.Deployment, status, Given.Now));
    }

    [Fact]
    public void Report_NoMoveUntilTheDeadline_IsTimedOut()
    {
        var deployment = Given.Deployment(2);
        var set = Given.Set("web-x", 2, available: 1);
        deployment.Status = Reported(deployment, set).Status;
        var (_, status) = Reported(deployment, set, Given.Now.AddSeconds(601));
        var progressing = status.Condition(Progressing);
        Assert.Equal(("False", TimedOut), (progressing?.Status, progressing?.Reason));
        Assert.Equal("ReplicaSet \"web-x\" has timed out progressing.", progressing?.Message);
    }

    [Fact]
    public void Report_PodsLostAfterwards_StaysDone()
    {
        var deployment = Given.Deployment(2);
        deployment.Status = Reported(deployment, Given.Set("web-x", 2, available: 2)).Status;
        var (_, status) = Reported(deployment, Given.Set("web-x", 2, available: 0), Given.Now.AddHours(1));
        Assert.Equal(NewReplicaSetAvailable, status.Condition(Progressing)?.Reason);
        Assert.Equal("False", status.Condition(Available)?.Status);
    }

    [Fact]
    public void Report_ReplicaSetFails_SaysSo()
    {
        var set = Given.Set("web-x", 2);
        set.Status.Conditions = [new V1ReplicaSetCondition { Type = "ReplicaFailure", Status = "True", Reason = "FailedCreate", Message = "quota" }];
        var (_, status) = Reported(Given.Deployment(2), set);
        Assert.Equal("quota", status.Condition(ReplicaFailure)?.Message);
    }

    [Fact]
    public void Set_SameStatusOtherReason_KeepsTheTransitionTime()
    {
        var status = new V1DeploymentStatus();
        status.Set(Progressing, "True", "A", "", Given.Now);
        status.Set(Progressing, "True", "B", "", Given.Now.AddMinutes(1));
        var condition = status.Condition(Progressing);
        Assert.Equal(Given.Now.UtcDateTime, condition?.LastTransitionTime);
        Assert.Equal(Given.Now.UtcDateTime.AddMinutes(1), condition?.LastUpdateTime);
    }

    private static (Rollout Rollout, V1DeploymentStatus Status) Reported(V1Deployment deployment, V1ReplicaSet current, DateTimeOffset? now = null)
    {
        var rollout = new Rollout(deployment, current, []);
        var status = DeploymentStatuses.Compute(rollout, now ?? Given.Now);
        RolloutProgress.Report(rollout, status, now ?? Given.Now);
        return (rollout, status);
    }
}
