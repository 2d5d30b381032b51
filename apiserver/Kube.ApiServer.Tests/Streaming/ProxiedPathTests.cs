using Kube.ApiServer.Http;
using Kube.ApiServer.Streaming;

namespace Kube.ApiServer.Tests.Streaming;

public sealed class ProxiedPathTests
{
    [Theory]
    [InlineData("/api/v1/namespaces/a/pods/p/proxy", "")]
    [InlineData("/api/v1/namespaces/a/pods/p/proxy/", "/")]
    [InlineData("/api/v1/namespaces/a/pods/p/proxy/x%20y/z?q=/proxy", "/x%20y/z?q=/proxy")]
    [InlineData("/api/v1/namespaces/a/pods/proxy-p/proxy/x/proxy/y", "/x/proxy/y")]
    [InlineData("/api/v1/namespaces/proxy/services/https:s:443/proxy/x//y/", "/x//y/")]
    [InlineData("/api/v1//namespaces/a/pods/p/proxy/x", "/x")]
    [InlineData("/api/v1/nodes/n/proxy?x", "?x")]
    public void Of_Target_IsWhatFollowsTheSubresource(string target, string expected) =>
        Assert.Equal(expected, ProxiedPath.Of(target, RequestInfo.Parse("GET", target.Split('?')[0], watchQuery: false)));

    [Fact]
    public void Of_TargetWithDots_IsWhatTheyWereResolvedTo()
    {
        var resolved = RequestInfo.Parse("GET", "/api/v1/namespaces/a/pods/p/proxy/b c", watchQuery: false);

        Assert.Equal("/b%20c?q", ProxiedPath.Of("/api/v1/namespaces/x/../a/pods/p/proxy/d/%2e%2e/b%20c?q", resolved));
    }
}
