using Kube.Controllers.Scheduling.Filters;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling.Filters;

public sealed class NodePortsFilterTests : FilterTests
{
    private protected override IFilter Filter { get; } = new NodePortsFilter();

    [Theory]
    [InlineData(80, null, null, false)]
    [InlineData(81, null, null, true)]
    [InlineData(80, null, "UDP", true)]
    [InlineData(80, "127.0.0.1", null, false)]
    public void Check_PortInUse_ConflictsByAddressProtocolAndPort(int port, string? address, string? protocol, bool passes)
    {
        var cluster = Given.Cluster(Given.Node()).Running(Given.Pod("holder", node: "node").WithHostPort(80));

        var rejection = Check(Given.Pod().WithHostPort(port, address, protocol), cluster);

        Assert.Equal(passes ? null : "node(s) didn't have free ports for the requested pod ports", rejection?.Message);
        Assert.True(rejection?.Resolvable ?? true);
    }

    [Fact]
    public void Check_DifferentAddresses_Pass()
    {
        var cluster = Given.Cluster(Given.Node()).Running(Given.Pod("holder", node: "node").WithHostPort(80, "10.0.0.1"));

        Assert.Null(Check(Given.Pod().WithHostPort(80, "10.0.0.2"), cluster));
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(81, false)]
    public void Hint_PodGone_WakesWhenItHeldThePort(int held, bool wakes)
        => Assert.Equal(wakes, MayHelp(
            Given.Pod().WithHostPort(80),
            new ClusterEvent(ClusterResource.AssignedPod, ClusterAction.Delete, Given.Pod("holder", node: "node").WithHostPort(held))));
}
