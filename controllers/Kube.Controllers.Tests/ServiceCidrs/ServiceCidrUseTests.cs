using k8s.Models;
using Kube.Controllers.ServiceCidrs;

namespace Kube.Controllers.Tests.ServiceCidrs;

public sealed class ServiceCidrUseTests
{
    private static readonly V1ServiceCIDR Range = Of("one", "10.1.0.0/24");

    [Fact]
    public void CanGo_NoAddressInUse_Can() => Assert.True(ServiceCidrUse.CanGo(Range, [Range], [Address("10.2.0.1")]));

    [Fact]
    public void CanGo_AddressInUse_Cannot() => Assert.False(ServiceCidrUse.CanGo(Range, [Range], [Address("10.1.0.7")]));

    [Fact]
    public void CanGo_AddressOfSomebodyElse_Can() => Assert.True(ServiceCidrUse.CanGo(Range, [Range], [Address("10.1.0.7", "gateway")]));

    [Theory]
    [InlineData("10.1.0.0/16")]
    [InlineData("10.1.0.0/24")]
    [InlineData("10.1.0.0/28")]
    public void CanGo_AnotherRangeHasTheAddress_Can(string cidr) => Assert.True(ServiceCidrUse.CanGo(Range, [Range, Of("other", cidr)], [Address("10.1.0.7")]));

    [Fact]
    public void CanGo_AnotherRangeWithoutTheAddress_Cannot() => Assert.False(ServiceCidrUse.CanGo(Range, [Range, Of("other", "10.1.0.128/25")], [Address("10.1.0.7")]));

    private static V1ServiceCIDR Of(string name, string cidr) =>
        new() { Metadata = new V1ObjectMeta { Name = name }, Spec = new V1ServiceCIDRSpec { Cidrs = [cidr] } };

    private static V1IPAddress Address(string ip, string manager = "ipallocator.k8s.io") =>
        new() { Metadata = new V1ObjectMeta { Name = ip, Labels = new Dictionary<string, string> { ["ipaddress.kubernetes.io/managed-by"] = manager } } };
}
