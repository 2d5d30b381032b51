using k8s.Models;
using Kube.Controllers.Scheduling.Filters;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling.Filters;

public sealed class NodeResourcesFitFilterTests : FilterTests
{
    private protected override IFilter Filter { get; } = new NodeResourcesFitFilter();

    [Fact]
    public void Check_ExactlyEnough_Passes() => Assert.Null(Check(Given.Pod(cpu: "4", memory: "8Gi"), Given.Node()));

    [Fact]
    public void Check_TakenByOthers_CanBeCuredByEviction()
    {
        var cluster = Given.Cluster(Given.Node()).Running(Given.Pod("other", cpu: "3", memory: "7Gi", node: "node"));

        var rejection = Check(Given.Pod(cpu: "2", memory: "2Gi"), cluster);

        Assert.Equal(["Insufficient cpu", "Insufficient memory"], rejection?.Reasons);
        Assert.True(rejection!.Resolvable);
    }

    [Fact]
    public void Check_MoreThanTheNodeHas_CanNotBeCured() => Assert.False(Check(Given.Pod(cpu: "5"), Given.Node())!.Resolvable);

    [Fact]
    public void Check_NoPlaceForAnotherPod_SaysTooManyPods()
    {
        var cluster = Given.Cluster(Given.Node(pods: 1)).Running(Given.Pod("other", node: "node"));

        Assert.Equal("Too many pods", Check(Given.Pod(), cluster)?.Message);
    }

    [Fact]
    public void Check_ExtendedResource_IsNamed()
    {
        var pod = Given.Pod().With(spec => spec with
        {
            Containers = [spec.Containers[0] with { Resources = new V1ResourceRequirements { Requests = Given.Amounts(("example.com/gpu", "1")) } }],
        });

        Assert.Equal("Insufficient example.com/gpu", Check(pod, Given.Node())?.Message);
    }

    [Fact]
    public void Check_NoRequests_NeedsNothing()
    {
        var cluster = Given.Cluster(Given.Node()).Running(Given.Pod("other", cpu: "4", node: "node"));

        Assert.Null(Check(Given.Pod(), cluster));
    }

    [Theory]
    [InlineData("2", "4", true)]
    [InlineData("2", "3", false)]
    [InlineData("4", "4", false)]
    public void Hint_Allocatable_WakesWhenItGrewEnough(string before, string after, bool wakes)
        => Assert.Equal(wakes, MayHelp(
            Given.Pod(cpu: "4"),
            new ClusterEvent(ClusterResource.Node, ClusterAction.UpdateNodeAllocatable, Given.Node(cpu: before), Given.Node(cpu: after))));

    [Theory]
    [InlineData("1", "2", false)]
    [InlineData("2", "1", true)]
    public void Hint_OtherPodResized_WakesWhenItShrank(string before, string after, bool wakes)
        => Assert.Equal(wakes, MayHelp(
            Given.Pod(cpu: "1"),
            new ClusterEvent(ClusterResource.AssignedPod, ClusterAction.UpdatePodScaleDown, Given.Pod(cpu: before), Given.Pod(cpu: after))));
}
