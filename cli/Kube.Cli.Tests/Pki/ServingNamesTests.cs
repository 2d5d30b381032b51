using System.Net;
using Kube.Cli.Pki;

namespace Kube.Cli.Tests.Pki;

public sealed class ServingNamesTests
{
    [Theory]
    [InlineData("10.96.0.0/16", "10.96.0.1")]
    [InlineData("192.168.7.128/25", "192.168.7.129")]
    [InlineData("fd00::/108", "fd00::1")]
    public void FirstAddressOf_Range_FollowsItsBase(string cidr, string expected) =>
        Assert.Equal(IPAddress.Parse(expected), ServingNames.FirstAddressOf(cidr));
}
