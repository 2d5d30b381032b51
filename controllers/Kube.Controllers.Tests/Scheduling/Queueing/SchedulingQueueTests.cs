using k8s.Models;
using Kube.Controllers.Scheduling;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Queueing;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Controllers.Tests.Scheduling.Queueing;

public sealed class SchedulingQueueTests
{
    private static readonly ClusterEvent NodeAdded = new(ClusterResource.Node, ClusterAction.Add, null, Given.Node());

    private readonly FakeTimeProvider _time = new();
    private readonly SchedulingQueue _queue;

    public SchedulingQueueTests()
        => _queue = new SchedulingQueue(DefaultProfile.Filters.ToDictionary(filter => filter.Name, filter => filter.RequeueHints), _time);

    [Fact]
    public void TryPop_SeveralPods_ByPriorityThenTime()
    {
        Add(Given.Pod("first"));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Add(Given.Pod("second"));
        Add(Given.Pod("urgent", priority: 10));

        Assert.Equal(["urgent", "first", "second"], Enumerable.Range(0, 3).Select(_ => _queue.TryPop()!.Info.Name));
        Assert.Null(_queue.TryPop());
    }

    [Fact]
    public void TryPop_GatedPod_WaitsUntilItsGatesAreGone()
    {
        var gated = Given.Pod().With(spec => spec with { SchedulingGates = [new V1PodSchedulingGate { Name = "wait" }] });
        Add(gated);
        Assert.Null(_queue.TryPop());

        _queue.Update(gated, new PodInfo(Given.Pod()), []);

        Assert.NotNull(_queue.TryPop());
    }

    [Fact]
    public void ReturnUnschedulable_NoEvent_WaitsFiveMinutes()
    {
        Reject(Given.Pod(), PluginNames.NodeResourcesFit);

        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Null(_queue.TryPop());
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.NotNull(_queue.TryPop());
    }

    [Fact]
    public void OnEvent_OfInterest_WakesAfterTheDelay()
    {
        Reject(Given.Pod(cpu: "1"), PluginNames.NodeResourcesFit);
        Add(Given.Pod("other"));

        _queue.OnEvent(NodeAdded);

        Assert.Equal(QueuePlace.Backoff, _queue.Find("uid-default-pod")!.Place);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("other", _queue.TryPop()?.Info.Name);
        Assert.Equal(QueuePlace.Active, _queue.Find("uid-default-pod")!.Place);
    }

    [Fact]
    public void OnEvent_NobodyElseWaits_IsTakenAheadOfTime()
    {
        Reject(Given.Pod(cpu: "1"), PluginNames.NodeResourcesFit);

        _queue.OnEvent(NodeAdded);

        Assert.NotNull(_queue.TryPop());
    }

    [Fact]
    public void OnEvent_AfterTheDelay_WakesAtOnce()
    {
        Reject(Given.Pod(cpu: "1"), PluginNames.NodeResourcesFit);
        _time.Advance(TimeSpan.FromSeconds(2));

        _queue.OnEvent(NodeAdded);

        Assert.Equal(QueuePlace.Active, _queue.Find("uid-default-pod")!.Place);
    }

    [Fact]
    public void OnEvent_ThatCanNotHelp_DoesNotWake()
    {
        Reject(Given.Pod(cpu: "64"), PluginNames.NodeResourcesFit);

        _queue.OnEvent(NodeAdded);

        Assert.Null(_queue.TryPop());
    }

    [Fact]
    public void OnEvent_OfAnotherPlugin_DoesNotWake()
    {
        Reject(Given.Pod(), PluginNames.NodePorts);

        _queue.OnEvent(new ClusterEvent(ClusterResource.Node, ClusterAction.UpdateNodeTaint, Given.Node().Cordoned(), Given.Node()));

        Assert.Null(_queue.TryPop());
    }

    [Fact]
    public void OnEvent_PodThatNoPluginRejected_WakesByAnything()
    {
        Reject(Given.Pod());

        _queue.OnEvent(NodeAdded);

        Assert.NotNull(_queue.TryPop());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 10)]
    [InlineData(60, 10)]
    public void ReturnAfterError_Repeatedly_DoublesTheDelayUpToTenSeconds(int errors, int seconds)
    {
        Add(Given.Pod());
        for (var i = 1; i < errors; i++)
        {
            _queue.ReturnAfterError(_queue.TryPop()!);
            _time.Advance(TimeSpan.FromSeconds(10));
        }
        _queue.ReturnAfterError(_queue.TryPop()!);

        Assert.Equal(TimeSpan.FromSeconds(seconds), _queue.TimeUntilDue());
        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.Null(_queue.TryPop());
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.NotNull(_queue.TryPop());
    }

    [Fact]
    public void Update_TolerationAdded_WakesThePodRejectedForTaints()
    {
        var pod = Given.Pod();
        Reject(pod, PluginNames.TaintToleration);
        var tolerant = pod.WithToleration("a", "Exists");

        _queue.Update(pod, new PodInfo(tolerant), [new ClusterEvent(ClusterResource.TargetPod, ClusterAction.UpdatePodToleration, pod, tolerant)]);

        Assert.Same(tolerant, _queue.TryPop()?.Info.Pod);
    }

    [Fact]
    public void Update_OfStatusOnly_DoesNotWake()
    {
        var pod = Given.Pod();
        Reject(pod, PluginNames.TaintToleration);

        _queue.Update(pod, new PodInfo(pod.Nominated("node")), []);

        Assert.Null(_queue.TryPop());
        Assert.Single(_queue.Nominations.On("node"));
    }

    [Fact]
    public void Remove_WhileInFlight_IsNotTakenBack()
    {
        Add(Given.Pod());
        var pod = _queue.TryPop()!;

        _queue.Remove(pod.Info.Uid);
        _queue.ReturnAfterError(pod);

        Assert.Null(_queue.TimeUntilDue());
    }

    [Fact]
    public void Activate_UnschedulablePod_IsNext()
    {
        Reject(Given.Pod(), PluginNames.NodePorts);

        _queue.Activate("uid-default-pod");

        Assert.Equal(QueuePlace.Active, _queue.Find("uid-default-pod")!.Place);
    }

    private void Add(V1Pod pod) => _queue.Add(new PodInfo(pod));

    private void Reject(V1Pod pod, params string[] plugins)
    {
        Add(pod);
        _queue.ReturnUnschedulable(_queue.TryPop()!, plugins.ToHashSet());
    }
}
