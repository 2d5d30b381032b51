using System.Net;
using k8s.Models;
using Kube.Controllers.Scheduling;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Queueing;
using Kube.Controllers.Scheduling.Watching;
using Kube.Machinery.Events;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Controllers.Tests.Scheduling;

/// <summary>The running loop, from what is seen of the cluster to what is written to the API server.</summary>
public sealed class SchedulerTests : IAsyncLifetime, IDisposable
{
    private const string Binding = "/api/v1/namespaces/default/pods/pod/binding";
    private const string Status = "/api/v1/namespaces/default/pods/pod/status";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly RecordingServer _server = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ClusterState _cluster = new();
    private readonly SchedulingQueue _queue;
    private readonly Scheduler _scheduler;
    private readonly PodFeed _pods;
    private readonly NodeFeed _nodes;
    private readonly OutgoingCalls _calls = new();
    private readonly EventRecorder _events;
    private Task _running = Task.CompletedTask;

    public SchedulerTests()
    {
        var client = _server.Connect();
        _events = new EventRecorder(client, DefaultProfile.SchedulerName, _time, NullLogger.Instance);
        _queue = new SchedulingQueue(DefaultProfile.Filters.ToDictionary(filter => filter.Name, filter => filter.RequeueHints), _time);
        var reports = new SchedulerReports(new PodWriter(client), _events, _calls, _time, NullLogger.Instance);
        _scheduler = new Scheduler(_cluster, _queue, reports, new Random(1), _time, NullLogger.Instance);
        _pods = new PodFeed(_cluster, _queue);
        _nodes = new NodeFeed(_cluster, _queue);
    }

    public Task InitializeAsync()
    {
        _running = Task.WhenAll(
            Task.Run(() => _scheduler.RunAsync(_stop.Token)), _calls.RunAsync(_stop.Token), Task.Run(() => _events.RunAsync(_stop.Token)));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public void Dispose()
    {
        _scheduler.Dispose();
        _server.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Run_PodFits_IsBoundAndTold()
    {
        Sees(Given.Node("big"));
        Sees(Given.Pod());

        var binding = await _server.NextAsync("POST", Binding);
        Assert.Equal("Node", binding.Text("target", "kind"));
        Assert.Equal("big", binding.Text("target", "name"));
        Assert.Equal("uid-default-pod", binding.Text("metadata", "uid"));

        var told = await _server.NextEventAsync("Scheduled");
        Assert.Equal("Successfully assigned default/pod to big", told.Text("message"));
        Assert.Equal("default-scheduler", told.Text("source", "component"));
    }

    [Fact]
    public async Task Run_NothingFits_ConditionAndEventSayWhy()
    {
        const string Why = "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, "
            + "preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";
        Sees(Given.Node(cpu: "1"));
        Sees(Given.Pod(cpu: "2"));

        Assert.Equal(Why, (await _server.NextEventAsync("FailedScheduling")).Text("message"));

        Sees(Given.Node(cpu: "3"), Given.Node(cpu: "1"));
        await _server.NextAsync("POST", Binding);
    }

    [Fact]
    public async Task Run_NothingFits_ConditionIsPatched()
    {
        Sees(Given.Node(cpu: "1"));
        Sees(Given.Pod(cpu: "2"));

        var patch = await _server.NextAsync("PATCH", Status);
        Assert.Equal("uid-default-pod", patch.Text("metadata", "uid"));
        Assert.Equal("PodScheduled", patch.Text("status", "conditions", "0", "type"));
        Assert.Equal("False", patch.Text("status", "conditions", "0", "status"));
        Assert.Equal("Unschedulable", patch.Text("status", "conditions", "0", "reason"));
        Assert.StartsWith("0/1 nodes are available: 1 Insufficient cpu.", patch.Text("status", "conditions", "0", "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoNodes_SaysSoAndWaitsForOne()
    {
        Sees(Given.Pod());
        Assert.Equal("no nodes available to schedule pods", (await _server.NextEventAsync("FailedScheduling")).Text("message"));

        Sees(Given.Node());

        await _server.NextAsync("POST", Binding);
    }

    [Fact]
    public async Task Run_RoomForOne_TheSecondSeesTheFirstBeforeItIsBound()
    {
        Sees(Given.Node(cpu: "3"));
        Sees(Given.Pod("first", cpu: "2"));
        Sees(Given.Pod(cpu: "2"));

        var patch = await _server.NextAsync("PATCH", Status);

        Assert.StartsWith(
            "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: "
            + "0/1 nodes are available: 1 No preemption victims found for incoming pod.",
            patch.Text("status", "conditions", "0", "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BindingFails_IsToldAndTriedAgainAfterADelay()
    {
        var refused = false;
        _server.Answer = request => request.Path == Binding && !refused && (refused = true) ? HttpStatusCode.Conflict : HttpStatusCode.OK;
        Sees(Given.Node());
        Sees(Given.Pod());
        await _server.NextAsync("POST", Binding);

        var patch = await _server.NextAsync("PATCH", Status);
        Assert.Equal("SchedulerError", patch.Text("status", "conditions", "0", "reason"));
        Assert.Equal("running Bind plugin \"DefaultBinder\": it is taken", patch.Text("status", "conditions", "0", "message"));

        await SettledAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        await _server.NextAsync("POST", Binding);
    }

    [Fact]
    public async Task Run_DeletingPod_IsSkipped()
    {
        var pod = Given.Pod();
        pod.Metadata.DeletionTimestamp = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Sees(Given.Node());

        Sees(pod);

        Assert.Equal("skip schedule deleting pod: default/pod", (await _server.NextEventAsync("FailedScheduling")).Text("message"));
    }

    [Fact]
    public async Task Run_ImportantPod_EvictsAndTakesThePlace()
    {
        Sees(Given.Node(cpu: "1"));
        Sees(Given.Pod("victim", cpu: "1", node: "node"));
        Sees(Given.Pod(cpu: "1", priority: 10));

        Assert.Equal("node", (await _server.NextAsync("PATCH", Status)).Text("status", "nominatedNodeName"));
        var disruption = await _server.NextAsync("PATCH", "/api/v1/namespaces/default/pods/victim/status");
        Assert.Equal("DisruptionTarget", disruption.Text("status", "conditions", "0", "type"));
        Assert.Equal("PreemptionByScheduler", disruption.Text("status", "conditions", "0", "reason"));
        Assert.Equal("default-scheduler: preempting to accommodate a higher priority pod", disruption.Text("status", "conditions", "0", "message"));
        await _server.NextAsync("DELETE", "/api/v1/namespaces/default/pods/victim");
        Assert.Equal("Preempted by pod uid-default-pod on node node", (await _server.NextEventAsync("Preempted")).Text("message"));

        _scheduler.Post(() => _pods.Apply(Given.Pod("victim", cpu: "1", node: "node"), null));
        await _server.NextAsync("POST", Binding);
    }

    private void Sees(V1Node node, V1Node? before = null) => _scheduler.Post(() => _nodes.Apply(before, node));

    private void Sees(V1Pod pod) => _scheduler.Post(() => _pods.Apply(null, pod));

    /// <summary>Completes when the loop has taken in everything posted, and found nothing more to do.</summary>
    private async Task SettledAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            var passed = new TaskCompletionSource();
            _scheduler.Post(passed.SetResult);
            await passed.Task;
        }
    }
}
