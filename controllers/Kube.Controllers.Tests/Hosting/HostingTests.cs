using Kube.Controllers.Hosting;
using Kube.Machinery;

namespace Kube.Controllers.Tests.Hosting;

public sealed class HostingTests
{
    [Theory]
    [InlineData("15s", 15000)]
    [InlineData("1m30s", 90000)]
    [InlineData("500ms", 500)]
    [InlineData("1.5h", 5400000)]
    [InlineData("0", 0)]
    public void TryParse_GoDuration_IsRead(string text, int milliseconds)
    {
        Assert.True(GoDuration.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("15")]
    [InlineData("s")]
    [InlineData("1x")]
    [InlineData("-1s")]
    public void TryParse_NoDuration_IsRefused(string text) => Assert.False(GoDuration.TryParse(text, out _));

    [Fact]
    public void Enabled_Names_SelectControllers()
    {
        Assert.Equal(ControllerTable.All.Where(entry => entry.Name != "token-cleaner-controller"), ControllerTable.Enabled(["*"]));
        Assert.Equal(ControllerTable.All, ControllerTable.Enabled(["*", "token-cleaner-controller"]));
        Assert.DoesNotContain(ControllerTable.Enabled(["*", "-deployment-controller"]), entry => entry.Name == "deployment-controller");
        Assert.Equal("namespace-controller", Assert.Single(ControllerTable.Enabled(["namespace-controller"])).Name);
    }
}
