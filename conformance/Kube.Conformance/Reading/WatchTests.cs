using Kube.Conformance.Support;

namespace Kube.Conformance.Reading;

public sealed class WatchTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Watch_Changes_AreShownAsTheyHappen()
    {
        await Kubectl.RunAsync("create", "configmap", "first");
        await using var watch = Kubectl.Start("get", "configmaps", "--watch", "--output-watch-events");
        await watch.WrittenAsync("first");

        await Kubectl.RunAsync("create", "configmap", "second");
        await Kubectl.RunAsync("label", "configmap", "second", "seen=yes");
        await Kubectl.RunAsync("delete", "configmap", "second");

        await watch.WrittenAsync("DELETED    second");
        Assert.Matches(@"(?s)ADDED\s+first.*ADDED\s+second.*MODIFIED\s+second.*DELETED\s+second", watch.Output);
    }

    [Fact]
    public async Task WatchOnly_ExistingObjects_AreNotShown()
    {
        await Kubectl.RunAsync("create", "secret", "generic", "old");
        await using var watch = Kubectl.Start("get", "secrets", "--watch-only", "-o", "name");

        await Eventually.HoldsAsync("the watch shows a new secret", async () =>
        {
            await Kubectl.RunAsync("create", "secret", "generic", "new-" + Guid.NewGuid().ToString("n")[..8]);
            await watch.WrittenAsync("secret/new-", TimeSpan.FromSeconds(2));
        });

        Assert.DoesNotContain("secret/old", watch.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_LabelSelector_ShowsObjectsThatComeAndGo()
    {
        await Kubectl.RunAsync("create", "serviceaccount", "robot");
        await using var watch = Kubectl.Start("get", "serviceaccounts", "-l", "team=blue", "--watch", "--output-watch-events", "-o", "name");
        await Eventually.HoldsAsync("the watch sees the label", async () =>
        {
            await Kubectl.RunAsync("label", "serviceaccount", "robot", "team=blue", "--overwrite");
            await watch.WrittenAsync("serviceaccount/robot", TimeSpan.FromSeconds(2));
        });

        await Kubectl.RunAsync("label", "serviceaccount", "robot", "team-");

        await Eventually.IsAsync("the object left the selection", () => Task.FromResult(watch.Output), output => output.Split("robot").Length > 2);
    }

    [Fact]
    public async Task Watch_OneObject_EndsWithItsTimeout()
    {
        await Kubectl.RunAsync("create", "configmap", "short");

        var outcome = await Kubectl.TryAsync("get", "--raw", $"/api/v1/namespaces/{Kubectl.Namespace}/configmaps?watch=true&timeoutSeconds=1&fieldSelector=metadata.name%3Dshort");

        Assert.Contains("\"type\":\"ADDED\"", outcome.Succeeded().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("first", outcome.Output, StringComparison.Ordinal);
    }
}
