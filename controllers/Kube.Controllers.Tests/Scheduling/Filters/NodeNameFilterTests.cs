using Kube.Controllers.Scheduling.Filters;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling.Filters;

public sealed class NodeNameFilterTests : FilterTests
{
    private protected override IFilter Filter { get; } = new NodeNameFilter();

    [Fact]
    public void Check_AnotherNode_IsRejected()
        => Assert.Equal("node(s) didn't match the requested node name", Check(Given.Pod(node: "other"), Given.Node())?.Message);

    [Fact]
    public void Check_NamedNode_Passes() => Assert.Null(Check(Given.Pod(node: "node"), Given.Node()));

    [Fact]
    public void Check_NoName_Passes() => Assert.Null(Check(Given.Pod(), Given.Node()));
}
