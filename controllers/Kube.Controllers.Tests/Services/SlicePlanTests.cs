using k8s.Models;
using Kube.Controllers.EndpointSlices;

namespace Kube.Controllers.Tests.Services;

public sealed class SlicePlanTests
{
    [Fact]
    public void For_NothingChanged_WritesNothing()
        => Assert.True(SlicePlan.For([Slice("s", 1, 2)], Endpoints(1, 2), Template).IsEmpty);

    [Fact]
    public void For_ManyEndpoints_FillsSlicesOfAHundred()
    {
        var plan = SlicePlan.For([], Endpoints([.. Enumerable.Range(0, 250)]), Template);
        Assert.Equal([100, 100, 50], plan.Creations.Select(slice => slice.Endpoints.Count));
        Assert.Empty(plan.Updates);
    }

    [Fact]
    public void For_OneGoneOneNew_UpdatesOneSlice()
    {
        var plan = SlicePlan.For([Slice("a", 1, 2), Slice("b", 3)], Endpoints(1, 3, 4), Template);
        var update = Assert.Single(plan.Updates);
        Assert.Equal("a", update.Metadata.Name);
        Assert.Equal(["10.0.0.1", "10.0.0.4"], update.Endpoints.Select(endpoint => endpoint.Addresses[0]));
        Assert.Empty(plan.Creations);
    }

    [Fact]
    public void For_ConditionChanged_StaysInItsSlice()
    {
        var changed = Endpoints(1, 2).ToList();
        changed[1].Conditions.Ready = false;
        var update = Assert.Single(SlicePlan.For([Slice("a", 1, 2)], changed, Template).Updates);
        Assert.False(update.Endpoints[1].Conditions.Ready);
    }

    [Fact]
    public void For_SliceWithoutEndpoints_IsDeleted()
    {
        var plan = SlicePlan.For([Slice("a", 1), Slice("b", 2)], Endpoints(1), Template);
        Assert.Equal("b", Assert.Single(plan.Deletions).Metadata.Name);
        Assert.Empty(plan.Updates);
    }

    [Fact]
    public void SlicePorts_SamePortsOtherOrder_AreEqual()
    {
        var a = new Discoveryv1EndpointPort { Name = "a", Port = 1 };
        var b = new Discoveryv1EndpointPort { Name = "b", Port = 2, Protocol = "TCP" };
        Assert.Equal(new SlicePorts([a, b]), new SlicePorts([b, a]));
        Assert.NotEqual(new SlicePorts([a]), new SlicePorts([b]));
    }

    private static V1EndpointSlice Template() => new() { Metadata = new V1ObjectMeta(), AddressType = "IPv4", Endpoints = [] };

    private static V1EndpointSlice Slice(string name, params int[] hosts) => new()
    {
        Metadata = new V1ObjectMeta { Name = name },
        AddressType = "IPv4",
        Endpoints = [.. Endpoints(hosts)],
    };

    private static IEnumerable<V1Endpoint> Endpoints(params int[] hosts)
        => hosts.Select(host => new V1Endpoint { Addresses = [$"10.0.0.{host}"], Conditions = new V1EndpointConditions { Ready = true } });
}
