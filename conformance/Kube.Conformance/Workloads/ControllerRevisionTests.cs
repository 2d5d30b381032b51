using Kube.Conformance.Support;

namespace Kube.Conformance.Workloads;

public sealed class ControllerRevisionTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task ControllerRevision_LivesAsAnyObject_ButItsDataIsFixed()
    {
        await Kubectl.RunWithInputAsync(Manifest(1, "red"), "create", "-f", "-");

        Assert.Matches(@"NAME\s+CONTROLLER\s+REVISION\s+AGE\nhistory\s+<none>\s+1\s", await Kubectl.RunAsync("get", "controllerrevisions"));
        Assert.Equal("red", await Kubectl.GetPathAsync("{.data.spec.color}", "controllerrevision", "history"));
        await Kubectl.RunWithInputAsync(Manifest(2, "red"), "replace", "-f", "-");
        (await Kubectl.TryWithInputAsync(Manifest(2, "blue"), "replace", "-f", "-")).Failed("field is immutable");

        await Kubectl.RunAsync("delete", "controllerrevision", "history");
    }

    private static string Manifest(int revision, string color) => $$$"""
        apiVersion: apps/v1
        kind: ControllerRevision
        metadata: {name: history}
        revision: {{{revision}}}
        data: {spec: {color: {{{color}}} } }
        """;
}
