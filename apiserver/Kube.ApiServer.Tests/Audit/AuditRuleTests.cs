using System.Text;
using Kube.ApiServer.Audit;
using Kube.ApiServer.Audit.Policies;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Tests.Audit;

public sealed class AuditRuleTests
{
    private static readonly UserInfo Dora = new("dora", ["painters", UserInfo.AllAuthenticated]);

    [Theory]
    [InlineData("pods", "/api/v1/namespaces/a/pods/x", true)]
    [InlineData("pods", "/api/v1/namespaces/a/pods/x/log", false)]
    [InlineData("pods/log", "/api/v1/namespaces/a/pods/x/log", true)]
    [InlineData("pods/log", "/api/v1/namespaces/a/pods/x", false)]
    [InlineData("pods/*", "/api/v1/namespaces/a/pods/x/log", true)]
    [InlineData("pods/*", "/api/v1/namespaces/a/pods/x", true)]
    [InlineData("*/log", "/api/v1/namespaces/a/pods/x/log", true)]
    [InlineData("*/log", "/api/v1/namespaces/a/pods/x/status", false)]
    [InlineData("*", "/api/v1/nodes/x/status", true)]
    [InlineData("pods", "/apis/metrics.k8s.io/v1beta1/namespaces/a/pods", false)]
    [InlineData("pods", "/healthz", false)]
    public void Matches_CoreResource_AsThePathNamesIt(string resource, string path, bool expected) =>
        Assert.Equal(expected, Matches($"resources: [{{group: '', resources: ['{resource}']}}]", "GET", path));

    [Theory]
    [InlineData("resources: [{group: apps}]", "/apis/apps/v1/namespaces/a/deployments/x/scale", true)]
    [InlineData("resources: [{group: ''}]", "/apis/apps/v1/namespaces/a/deployments/x", false)]
    [InlineData("resources: [{group: '', resources: [pods], resourceNames: [z]}]", "/api/v1/namespaces/a/pods/x", false)]
    [InlineData("resources: [{group: '', resources: [pods], resourceNames: [z, x]}]", "/api/v1/namespaces/a/pods/x", true)]
    [InlineData("namespaces: [a]", "/api/v1/namespaces/a/pods", true)]
    [InlineData("namespaces: [a]", "/api/v1/namespaces/b/pods", false)]
    [InlineData("namespaces: ['']", "/api/v1/nodes", true)]
    [InlineData("namespaces: ['']", "/version", false)]
    [InlineData("nonResourceURLs: ['/health*', /version]", "/healthz/ping", true)]
    [InlineData("nonResourceURLs: ['/health*', /version]", "/version", true)]
    [InlineData("nonResourceURLs: ['/health*', /version]", "/version/", false)]
    [InlineData("nonResourceURLs: ['*']", "/api/v1/nodes", false)]
    [InlineData("verbs: [list]", "/api/v1/nodes", true)]
    [InlineData("verbs: [watch]", "/api/v1/nodes", false)]
    [InlineData("users: [dora]", "/api/v1/nodes", true)]
    [InlineData("users: [boots]", "/api/v1/nodes", false)]
    [InlineData("userGroups: [sculptors, painters]", "/version", true)]
    [InlineData("userGroups: [sculptors]", "/version", false)]
    [InlineData("users: [dora], verbs: [get]", "/api/v1/nodes", false)]
    [InlineData("", "/anything", true)]
    public void Matches_Rule_WhenAllItsPartsDo(string rule, string path, bool expected) => Assert.Equal(expected, Matches(rule, "GET", path));

    [Fact]
    public void Matches_NobodyIsKnown_NoRuleAboutUsersDoes()
    {
        Assert.Null(Policy("{level: Metadata, userGroups: [system:unauthenticated]}").For(null, Request("GET", "/version")));
        Assert.NotNull(Policy("{level: Metadata}").For(null, Request("GET", "/version")));
    }

    [Fact]
    public void For_SeveralRulesMatch_TheFirstDecides()
    {
        var policy = Policy("{level: None, users: [dora]}", "{level: Metadata, verbs: [get]}", "{level: RequestResponse}");

        Assert.Null(policy.For(Dora, Request("GET", "/api/v1/nodes/x")));
        Assert.Equal(AuditLevel.Metadata, policy.For(UserInfo.Anonymous, Request("GET", "/api/v1/nodes/x"))!.Level);
        Assert.Equal(AuditLevel.RequestResponse, policy.For(UserInfo.Anonymous, Request("PUT", "/api/v1/nodes/x"))!.Level);
    }

    [Fact]
    public void For_NoRuleMatches_NothingIsAudited() => Assert.Null(Policy("{level: Metadata, verbs: [watch]}").For(Dora, Request("GET", "/api/v1/nodes")));

    internal static AuditPolicy Policy(params string[] rules) => AuditPolicyReader.Read(Encoding.UTF8.GetBytes(
        $"{{apiVersion: audit.k8s.io/v1, kind: Policy, rules: [{string.Join(", ", rules)}]}}"));

    private static bool Matches(string rule, string method, string path) =>
        Policy(rule.Length > 0 ? $"{{level: Metadata, {rule}}}" : "{level: Metadata}").For(Dora, Request(method, path)) is not null;

    private static RequestInfo Request(string method, string path) => RequestInfo.Parse(method, path, watchQuery: false);
}
