using Kube.Conformance.Support;

namespace Kube.Conformance.Reading;

public sealed class EventsTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task GetEvents_PodThatRan_ShowsWhatHappenedToIt()
    {
        await RunShellPodAsync("noted", Forever);

        var events = await Eventually.IsAsync(
            "the pod's events are there",
            () => Kubectl.RunAsync("get", "events", "--field-selector", "involvedObject.name=noted", "--sort-by=.metadata.creationTimestamp"),
            text => text.Contains("Started", StringComparison.Ordinal));

        Assert.Matches(@"LAST SEEN\s+TYPE\s+REASON\s+OBJECT\s+MESSAGE", events);
        Assert.Matches(@"Normal\s+Scheduled\s+pod/noted\s+Successfully assigned", events);
        Assert.Matches(@"Normal\s+Pulled\s+pod/noted", events);
        Assert.Matches(@"Normal\s+Created\s+pod/noted", events);
        Assert.Matches(@"Normal\s+Started\s+pod/noted", events);
    }

    [Fact]
    public async Task Events_ForOneObject_AreThoseOnly()
    {
        await RunShellPodAsync("alone", Forever);
        await RunShellPodAsync("other", Forever);

        var events = await Eventually.IsAsync(
            "the pod's events are there", () => Kubectl.RunAsync("events", "--for", "pod/alone"), text => text.Contains("Started", StringComparison.Ordinal));

        Assert.DoesNotContain("pod/other", events, StringComparison.Ordinal);
    }
}
