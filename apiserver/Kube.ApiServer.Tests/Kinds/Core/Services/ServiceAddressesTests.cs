using System.Net;
using Kube.ApiServer.Kinds.Core.Services.Addresses;
using Microsoft.Extensions.Time.Testing;

namespace Kube.ApiServer.Tests.Kinds.Core.Services;

public class ServiceAddressesTests
{
    private static readonly ServiceRanges Small = new(IPNetwork.Parse("10.0.0.0/29"), 30000, 30003);

    private readonly List<ServiceClaim> _stored = [];
    private readonly FakeTimeProvider _time = new();
    private readonly ServiceAddresses _addresses;

    public ServiceAddressesTests() => _addresses = new ServiceAddresses(Small, () => _stored, _time);

    [Fact]
    public void TakeAnyIp_UntilNoneIsLeft_GivesEachOnceAndNeverTheFirst()
    {
        var given = Enumerable.Range(0, 5).Select(_ => _addresses.TakeAnyIp()).ToList();

        Assert.Equal(["10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6"], given.Order());
        Assert.Null(_addresses.TakeAnyIp());
    }

    [Theory]
    [InlineData("10.0.0.1", null)]
    [InlineData("10.0.0.5", "provided IP is already allocated")]
    [InlineData("10.0.1.1", "the provided network does not match the current range")]
    [InlineData("2001:db8::1", "the provided network does not match the current range")]
    public void TakeIp_CertainAddress_IsHadOrNot(string ip, string? problem)
    {
        _stored.Add(new ServiceClaim(["10.0.0.5"], []));

        Assert.Equal(problem, _addresses.TakeIp(ip));
    }

    [Fact]
    public void TakeIp_GivenToAWriteThatFailed_IsFreeAgainLater()
    {
        Assert.Null(_addresses.TakeIp("10.0.0.2"));
        Assert.NotNull(_addresses.TakeIp("10.0.0.2"));

        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Null(_addresses.TakeIp("10.0.0.2"));
    }

    [Fact]
    public void TakeAnyIp_WideRange_LeavesTheFirstAddressesToThoseWhoAskForThem()
    {
        var addresses = new ServiceAddresses(ServiceRanges.Default, () => _stored, _time);

        var given = Enumerable.Range(0, 100).Select(_ => addresses.TakeAnyIp()!).ToList();

        Assert.DoesNotContain(given, ip => ip.StartsWith("10.96.0.", StringComparison.Ordinal));
        Assert.Equal(256u, ServiceRanges.Default.StaticIps);
        Assert.Equal(86, ServiceRanges.Default.StaticPorts);
    }

    [Fact]
    public void TakePort_OtherProtocol_HasItsOwn()
    {
        Assert.Null(_addresses.TakePort(new NodePort("TCP", 30001)));
        Assert.Null(_addresses.TakePort(new NodePort("UDP", 30001)));
        Assert.Equal("provided port is already allocated", _addresses.TakePort(new NodePort("TCP", 30001)));
        Assert.Equal("provided port is not in the valid range. The range of valid ports is 30000-30003", _addresses.TakePort(new NodePort("TCP", 80)));
    }

    [Fact]
    public void TakeAnyPort_UntilNoneIsLeft_GivesEachOnce()
    {
        _stored.Add(new ServiceClaim([], [new NodePort("TCP", 30000)]));

        var given = Enumerable.Range(0, 3).Select(_ => _addresses.TakeAnyPort(["TCP"])!.Value).ToList();

        Assert.Equal([30001, 30002, 30003], given.Order());
        Assert.Null(_addresses.TakeAnyPort(["TCP"]));
    }
}
