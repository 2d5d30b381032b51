using k8s.Models;
using Kube.Controllers.Deployments;

namespace Kube.Controllers.Tests.Deployments;

public sealed class RolloutArithmeticTests
{
    [Theory]
    [InlineData(10, 10, 0, 3)]
    [InlineData(10, 8, 3, 5)]
    [InlineData(10, 13, 0, 0)]
    [InlineData(10, 0, 0, 10)]
    public void NewSize_RollingUpdate_StaysWithinTheSurge(int replicas, int old, int current, int expected)
    {
        var deployment = Given.Deployment(replicas);
        V1ReplicaSet[] sets = [Given.Set("old", old), Given.Set("new", current)];
        Assert.Equal(expected, RolloutArithmetic.NewSize(deployment, sets, current, RolloutLimits.Of(deployment)));
    }

    [Fact]
    public void ShrinkOld_NewPodsNotAvailable_KeepsEnoughOldOnes()
    {
        var rollout = Rollout(Given.Deployment(10), current: Given.Set("new", 3), Given.Set("old", 10, available: 10));
        Assert.Equal([("old", 8)], Sizes(rollout));
    }

    [Fact]
    public void ShrinkOld_NewPodsAvailable_ShrinksAsMuch()
    {
        var rollout = Rollout(Given.Deployment(10), current: Given.Set("new", 5, available: 5), Given.Set("old", 8, available: 8));
        Assert.Equal([("old", 3)], Sizes(rollout));
    }

    [Fact]
    public void ShrinkOld_UnhealthyOldPods_GoFirst()
    {
        var rollout = Rollout(
            Given.Deployment(10), current: Given.Set("new", 3), Given.Set("healthy", 8, available: 8, age: 20), Given.Set("broken", 2, age: 10));
        Assert.Equal([("broken", 0)], Sizes(rollout));
    }

    [Fact]
    public void ShrinkOld_NothingToSpare_DoesNothing()
    {
        var rollout = Rollout(Given.Deployment(3), current: Given.Set("new", 1), Given.Set("old", 3, available: 3));
        Assert.Empty(Sizes(rollout));
    }

    private static Rollout Rollout(V1Deployment deployment, V1ReplicaSet current, params V1ReplicaSet[] old) => new(deployment, current, old);

    private static IEnumerable<(string, int)> Sizes(Rollout rollout)
        => RolloutArithmetic.ShrinkOld(rollout).Select(entry => (entry.Set.Metadata.Name, entry.Size));
}
