using k8s.Models;
using Kube.Controllers.Scheduling;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Queueing;
using Kube.Controllers.Scheduling.Watching;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Controllers.Tests.Scheduling.Watching;

public sealed class PodFeedTests
{
    private readonly ClusterState _cluster = Given.Cluster(Given.Node());
    private readonly SchedulingQueue _queue;
    private readonly PodFeed _feed;

    public PodFeedTests()
    {
        _queue = new SchedulingQueue(
            DefaultProfile.Filters.ToDictionary(filter => filter.Name, filter => filter.RequeueHints), new FakeTimeProvider());
        _feed = new PodFeed(_cluster, _queue);
    }

    [Fact]
    public void Apply_PodWithoutNode_Waits()
    {
        _feed.Apply(null, Given.Pod());

        Assert.NotNull(_queue.TryPop());
    }

    [Fact]
    public void Apply_PodOfAnotherScheduler_IsIgnored()
    {
        _feed.Apply(null, Given.Pod().With(spec => spec with { SchedulerName = "other" }));

        Assert.Null(_queue.TryPop());
    }

    [Fact]
    public void Apply_PodBound_LeavesTheQueueForItsNode()
    {
        _feed.Apply(null, Given.Pod());

        _feed.Apply(Given.Pod(), Given.Pod(node: "node"));

        Assert.Null(_queue.TryPop());
        Assert.Single(_cluster.FindNode("node")!.Pods);
    }

    [Theory]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    public void Apply_PodDone_FreesItsNode(string phase)
    {
        _feed.Apply(null, Given.Pod(node: "node"));

        _feed.Apply(Given.Pod(node: "node"), Given.Pod(node: "node") with { Status = new V1PodStatus { Phase = phase } });

        Assert.Empty(_cluster.FindNode("node")!.Pods);
    }

    [Fact]
    public void Apply_PodGone_WakesThoseItWasInTheWayOf()
    {
        _feed.Apply(null, Given.Pod("holder", node: "node").WithHostPort(80));
        _feed.Apply(null, Given.Pod().WithHostPort(80));
        _queue.ReturnUnschedulable(_queue.TryPop()!, new HashSet<string> { PluginNames.NodePorts });

        _feed.Apply(Given.Pod("holder", node: "node"), null);

        Assert.NotNull(_queue.TryPop());
    }

    [Fact]
    public void Apply_SameNameAnotherPod_ReplacesIt()
    {
        _feed.Apply(null, Given.Pod(node: "node"));
        var another = Given.Pod();
        another.Metadata.Uid = "another";

        _feed.Apply(Given.Pod(node: "node"), another);

        Assert.Empty(_cluster.FindNode("node")!.Pods);
        Assert.Equal("another", _queue.TryPop()?.Info.Uid);
    }
}
