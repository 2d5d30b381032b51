using Kube.Controllers.Scheduling.Filters;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling.Filters;

public sealed class NodeUnschedulableFilterTests : FilterTests
{
    private protected override IFilter Filter { get; } = new NodeUnschedulableFilter();

    [Fact]
    public void Check_CordonedNode_IsRejectedForGood()
    {
        var rejection = Check(Given.Pod(), Given.Node().Cordoned());

        Assert.Equal("node(s) were unschedulable", rejection?.Message);
        Assert.False(rejection!.Resolvable);
    }

    [Fact]
    public void Check_OpenNode_Passes() => Assert.Null(Check(Given.Pod(), Given.Node()));

    [Fact]
    public void Check_ToleratedCordon_Passes()
        => Assert.Null(Check(Given.Pod().WithToleration("node.kubernetes.io/unschedulable", "Exists"), Given.Node().Cordoned()));

    [Fact]
    public void Hint_Uncordoned_Wakes()
        => Assert.True(MayHelp(Given.Pod(), new ClusterEvent(ClusterResource.Node, ClusterAction.UpdateNodeTaint, Given.Node().Cordoned(), Given.Node())));

    [Fact]
    public void Hint_CordonedNodeAdded_DoesNotWake()
        => Assert.False(MayHelp(Given.Pod(), new ClusterEvent(ClusterResource.Node, ClusterAction.Add, null, Given.Node().Cordoned())));
}
