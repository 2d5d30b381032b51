using System.Net;
using Kube.Cli.Hosting;

namespace Kube.Cli.Tests.Hosting;

public sealed class PodRangeTests
{
    [Fact]
    public void Unused_NothingUsed_IsKubernetesCustomaryRange() => Assert.Equal("10.244.0.0/24", PodRange.Unused(0, [IPAddress.Loopback]));

    [Fact]
    public void Unused_OthersHaveTheFirst_IsTheNext() =>
        Assert.Equal("10.244.2.0/24", PodRange.Unused(0, [IPAddress.Parse("10.244.0.1"), IPAddress.Parse("10.244.1.1"), IPAddress.IPv6Loopback]));

    [Fact]
    public void Unused_LastIsUsed_GoesOnWithTheFirst() => Assert.Equal("10.244.0.0/24", PodRange.Unused(255, [IPAddress.Parse("10.244.255.9")]));
}
