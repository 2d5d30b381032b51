using Kube.Controllers.Scheduling.Filters;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling.Filters;

public sealed class TaintTolerationFilterTests : FilterTests
{
    private protected override IFilter Filter { get; } = new TaintTolerationFilter();

    [Theory]
    [InlineData("NoSchedule")]
    [InlineData("NoExecute")]
    public void Check_UntoleratedTaint_IsRejectedForGood(string effect)
    {
        var rejection = Check(Given.Pod(), Given.Node().WithTaint("dedicated", effect, "gpu"));

        Assert.Equal("node(s) had untolerated taint(s)", rejection?.Message);
        Assert.False(rejection!.Resolvable);
    }

    [Fact]
    public void Check_PreferNoSchedule_Passes() => Assert.Null(Check(Given.Pod(), Given.Node().WithTaint("dedicated", "PreferNoSchedule")));

    [Theory]
    [InlineData("dedicated", "Equal", "gpu", "NoSchedule", true)]
    [InlineData("dedicated", null, "gpu", null, true)]
    [InlineData("dedicated", "Exists", null, null, true)]
    [InlineData(null, "Exists", null, null, true)]
    [InlineData("dedicated", "Equal", "cpu", null, false)]
    [InlineData("other", "Exists", null, null, false)]
    [InlineData("dedicated", "Exists", null, "NoExecute", false)]
    public void Check_Toleration_DecidesByKeyValueAndEffect(string? key, string? @operator, string? value, string? effect, bool passes)
        => Assert.Equal(passes, Check(Given.Pod().WithToleration(key, @operator, value, effect), Given.Node().WithTaint("dedicated", "NoSchedule", "gpu")) is null);

    [Fact]
    public void Hint_TaintRemoved_Wakes()
        => Assert.True(MayHelp(Given.Pod(), new ClusterEvent(
            ClusterResource.Node, ClusterAction.UpdateNodeTaint, Given.Node().WithTaint("a", "NoSchedule"), Given.Node())));

    [Fact]
    public void Hint_TaintAdded_DoesNotWake()
        => Assert.False(MayHelp(Given.Pod(), new ClusterEvent(
            ClusterResource.Node, ClusterAction.UpdateNodeTaint, Given.Node(), Given.Node().WithTaint("a", "NoSchedule"))));
}
