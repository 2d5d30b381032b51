using Kube.Conformance.Support;

namespace Kube.Conformance.Auth;

/// <summary>Aggregated roles follow the roles their selectors find.</summary>
public sealed class AggregationTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task ClusterRole_LabelledForAnother_AddsItsRulesUntilItIsNot()
    {
        var name = $"extends-view-{Kubectl.Namespace}";
        var user = $"viewer-of-{Kubectl.Namespace}";
        await Kubectl.RunAsync("create", "rolebinding", "viewer", "--clusterrole=view", $"--user={user}");
        Assert.Equal("false", await MayAsync());

        await Kubectl.ApplyAsync($$$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"{{{name}}}","labels":{"rbac.authorization.k8s.io/aggregate-to-view":"true"}},
             "rules":[{"apiGroups":["{{{name}}}.example.com"],"resources":["things"],"verbs":["get"]}]}
            """);
        await Eventually.IsAsync("the viewer may", MayAsync, answer => answer == "true");

        await Kubectl.RunAsync("delete", "clusterrole", name);
        await Eventually.IsAsync("the viewer may no more", MayAsync, answer => answer == "false");

        // Nobody serves it, so that no other test asks for it.
        Task<string> MayAsync() => Kubectl.RunWithInputAsync($$"""
            {"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview","spec":{"user":"{{user}}",
             "resourceAttributes":{"namespace":"{{Kubectl.Namespace}}","verb":"get","group":"{{name}}.example.com","resource":"things"} } }
            """, "create", "-f", "-", "-o", "jsonpath={.status.allowed}");
    }
}
