using Kube.ApiServer.Http;

namespace Kube.ApiServer.Tests.Http;

public sealed class RequestInfoTests
{
    [Theory]
    [InlineData("GET", "/api/v1/namespaces/a/pods/p", "get", "", "v1", "a", "pods", "p", "")]
    [InlineData("GET", "/api/v1/namespaces/a/pods", "list", "", "v1", "a", "pods", "", "")]
    [InlineData("GET", "/api/v1/pods", "list", "", "v1", "", "pods", "", "")]
    [InlineData("POST", "/apis/apps/v1/namespaces/a/deployments", "create", "apps", "v1", "a", "deployments", "", "")]
    [InlineData("DELETE", "/api/v1/namespaces/a/pods", "deletecollection", "", "v1", "a", "pods", "", "")]
    [InlineData("DELETE", "/api/v1/namespaces/a", "delete", "", "v1", "a", "namespaces", "a", "")]
    [InlineData("PUT", "/api/v1/namespaces/a/status", "update", "", "v1", "a", "namespaces", "a", "status")]
    [InlineData("PUT", "/api/v1/namespaces/a/finalize", "update", "", "v1", "a", "namespaces", "a", "finalize")]
    [InlineData("PATCH", "/api/v1/namespaces/a/pods/p/status", "patch", "", "v1", "a", "pods", "p", "status")]
    [InlineData("GET", "/api/v1/watch/namespaces/a/pods", "watch", "", "v1", "a", "pods", "", "")]
    [InlineData("GET", "/api/v1/watch/namespaces/a/pods/p", "watch", "", "v1", "a", "pods", "p", "")]
    public void Parse_ResourcePath_FindsItsParts(
        string method, string path, string verb, string group, string version, string space, string resource, string name, string subresource)
    {
        var info = RequestInfo.Parse(method, path, watchQuery: false);

        Assert.True(info.IsResource);
        Assert.Equal((verb, group, version, space, resource, name, subresource), (info.Verb, info.Group, info.Version, info.Namespace, info.Resource, info.Name, info.Subresource));
    }

    [Fact]
    public void Parse_ProxyPath_KeepsWhatFollows()
    {
        var info = RequestInfo.Parse("GET", "/api/v1/namespaces/a/pods/p/proxy/x/y/", watchQuery: false);

        Assert.Equal(("proxy", "x/y/"), (info.Subresource, info.Rest));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/healthz")]
    [InlineData("/api")]
    [InlineData("/api/v1")]
    [InlineData("/apis/apps/v1")]
    [InlineData("/openapi/v3/api/v1")]
    public void Parse_OtherPath_IsNoResource(string path)
    {
        var info = RequestInfo.Parse("GET", path, watchQuery: false);

        Assert.False(info.IsResource);
        Assert.Equal("get", info.Verb);
    }

    [Fact]
    public void Parse_WatchQuery_MakesListAWatch() => Assert.Equal("watch", RequestInfo.Parse("GET", "/api/v1/pods", watchQuery: true).Verb);
}
