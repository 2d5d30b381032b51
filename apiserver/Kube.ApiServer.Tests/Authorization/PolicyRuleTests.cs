using Kube.ApiServer.Authorization.Rbac;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Tests.Authorization;

public sealed class PolicyRuleTests
{
    [Theory]
    [InlineData("get", "", "pods", "get", "", "pods", "", true)]
    [InlineData("get", "", "pods", "list", "", "pods", "", false)]
    [InlineData("*", "", "pods", "deletecollection", "", "pods", "", true)]
    [InlineData("get", "apps", "pods", "get", "", "pods", "", false)]
    [InlineData("get", "*", "pods", "get", "apps", "pods", "", true)]
    [InlineData("get", "", "pods", "get", "", "pods", "log", false)]
    [InlineData("get", "", "pods/log", "get", "", "pods", "log", true)]
    [InlineData("get", "", "pods/log", "get", "", "pods", "", false)]
    [InlineData("get", "", "pods/*", "get", "", "pods", "log", false)]
    [InlineData("update", "apps", "*/scale", "update", "apps", "deployments", "scale", true)]
    [InlineData("update", "apps", "*/scale", "update", "apps", "deployments", "status", false)]
    [InlineData("update", "apps", "*/scale", "update", "apps", "scale", "", false)]
    [InlineData("update", "apps", "*", "update", "apps", "deployments", "status", true)]
    public void Allows_Resource_MatchesVerbGroupAndResource(string verb, string group, string resource, string asked, string askedGroup, string askedResource, string subresource, bool allowed)
    {
        var rule = new PolicyRule { Verbs = [verb], ApiGroups = [group], Resources = [resource] };

        Assert.Equal(allowed, rule.Allows(Requests.Resource(asked, askedGroup, askedResource) with { Subresource = subresource }));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("a", true)]
    [InlineData("b", false)]
    public void Allows_ResourceNames_OnlyThose(string name, bool allowed)
    {
        var rule = new PolicyRule { Verbs = ["get"], ApiGroups = [""], Resources = ["pods"], ResourceNames = ["a"] };

        Assert.Equal(allowed, rule.Allows(Requests.Resource("get", "", "pods") with { Name = name }));
    }

    [Theory]
    [InlineData("/healthz", "/healthz", true)]
    [InlineData("/healthz", "/healthz/ping", false)]
    [InlineData("/healthz/*", "/healthz/ping", true)]
    [InlineData("/healthz/*", "/healthz", false)]
    [InlineData("/api*", "/apis/apps", true)]
    [InlineData("*", "/anything", true)]
    [InlineData("*/x", "/y/x", false)]
    public void Allows_Path_WholeOrByItsBeginning(string url, string path, bool allowed)
    {
        var rule = new PolicyRule { Verbs = ["get"], NonResourceUrls = [url] };

        Assert.Equal(allowed, rule.Allows(new RequestInfo { Path = path, Verb = "get" }));
    }

    [Fact]
    public void Allows_ResourceRule_SaysNothingOfPaths() =>
        Assert.False(PolicyRule.Everything[0].Allows(new RequestInfo { Path = "/metrics", Verb = "get" }));
}
