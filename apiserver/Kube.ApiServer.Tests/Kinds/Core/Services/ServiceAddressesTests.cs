using System.Net;
using Kube.ApiServer.Kinds.Core.Services.Addresses;

namespace Kube.ApiServer.Tests.Kinds.Core.Services;

public class ServiceAddressesTests
{
    private static readonly HashSet<long> None = [];

    private readonly HashSet<string> _ips = [];
    private readonly HashSet<long> _ports = [];
    private readonly List<ServiceRange> _ranges = [Range("10.0.0.0/29")];
    private readonly ServiceAddresses _addresses;

    public ServiceAddressesTests() => _addresses = new ServiceAddresses(() => _ranges, _ips.Contains, new NodePortRange(30000, 30003), _ports.Contains);

    [Fact]
    public void FindIp_UntilNoneIsLeft_GivesEachOnceAndNeitherFirstNorLastOfTheNetwork()
    {
        while (_addresses.FindIp() is { } ip) Assert.True(_ips.Add(ip));

        Assert.Equal(["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6"], _ips.Order());
    }

    [Fact]
    public void FindIp_FirstRangeFull_TakesFromTheNext()
    {
        while (_addresses.FindIp() is { } ip) _ips.Add(ip);
        _ranges.Add(Range("10.1.0.0/30"));

        Assert.StartsWith("10.1.0.", _addresses.FindIp(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.1", null)]
    [InlineData("10.0.0.5", "provided IP is already allocated")]
    [InlineData("10.0.0.7", "the provided IP (10.0.0.7) is not in the valid range. The range of valid IPs is 10.0.0.0/29")]
    [InlineData("10.0.1.1", "the provided network does not match the current range")]
    [InlineData("2001:db8::1", "the provided network does not match the current range")]
    public void CheckIp_CertainAddress_IsHadOrNot(string ip, string? problem)
    {
        _ips.Add("10.0.0.5");

        Assert.Equal(problem, _addresses.CheckIp(ip));
    }

    [Fact]
    public void FindIp_WideRange_LeavesTheFirstAddressesToThoseWhoAskForThem()
    {
        var wide = Range("10.96.0.0/16");
        _ranges[0] = wide;

        var given = Enumerable.Range(0, 100).Select(_ => _addresses.FindIp()!).ToList();

        Assert.DoesNotContain(given, ip => ip.StartsWith("10.96.0.", StringComparison.Ordinal));
        Assert.Equal(256u, wide.StaticSize);
        Assert.Equal(86, NodePortRange.Default.StaticSize);
    }

    [Theory]
    [InlineData("10.0.0.0/28", 14, 0)]
    [InlineData("10.0.0.0/24", 254, 16)]
    [InlineData("10.0.0.0/31", 0, 0)]
    [InlineData("fd00::/112", 65535, 256)]
    public void Range_Size_LeavesOutWhatNobodyCanHave(string cidr, ulong size, ulong forStatic)
    {
        var range = Range(cidr);

        Assert.Equal(size, range.Size);
        Assert.Equal(forStatic, range.StaticSize);
    }

    [Fact]
    public void Range_IPv6_CountsPlaces()
    {
        Assert.Equal("fd00::a", Range("fd00::/112").Address(10));
        Assert.True(Range("fd00::/112").Gives(IPAddress.Parse("fd00::ffff")));
    }

    [Fact]
    public void CheckPort_TakenGivenOrOutOfRange_SaysWhy()
    {
        _ports.Add(30001);

        Assert.Equal("provided port is already allocated", _addresses.CheckPort(30001, None));
        Assert.Equal("provided port is already allocated", _addresses.CheckPort(30002, new HashSet<long> { 30002 }));
        Assert.Equal("provided port is not in the valid range. The range of valid ports is 30000-30003", _addresses.CheckPort(80, None));
        Assert.Null(_addresses.CheckPort(30003, None));
    }

    [Fact]
    public void FindPort_UntilNoneIsLeft_GivesEachOnce()
    {
        while (_addresses.FindPort(None) is { } port) Assert.True(_ports.Add(port));

        Assert.Equal([30000, 30001, 30002, 30003], _ports.Order());
    }

    [Theory]
    [InlineData("30000-32767", 30000, 32767)]
    [InlineData("30000+100", 30000, 30100)]
    [InlineData("30000", 30000, 30000)]
    public void Parse_PortRange_TakesEachForm(string text, long low, long high) => Assert.Equal(new NodePortRange(low, high), NodePortRange.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("a-b")]
    [InlineData("300-200")]
    [InlineData("60000+10000")]
    public void Parse_NoPortRange_Throws(string text) => Assert.Throws<FormatException>(() => NodePortRange.Parse(text));

    private static ServiceRange Range(string cidr) => new(IPNetwork.Parse(cidr));
}
