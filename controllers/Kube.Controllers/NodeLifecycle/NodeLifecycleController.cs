using System.Threading.Channels;
using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Controllers.Pods;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.NodeLifecycle;

/// <summary>
/// Watches over the health of nodes, in rounds: every few seconds, and at once when a node's conditions or schedulability
/// change. While no node at all is ready, nobody is evicted: the fault is then likelier here than there.
/// </summary>
internal sealed class NodeLifecycleController : IController
{
    public const string Name = "node-lifecycle-controller";

    private readonly ObjectCache<V1Node> _nodes;
    private readonly NodeHeartbeats _heartbeats;
    private readonly NodeMonitor _monitor;
    private readonly NodeEvents _events;
    private readonly TimeSpan _period;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public NodeLifecycleController(ControllerContext context)
    {
        _period = context.Options.NodeMonitorPeriod;
        _time = context.Time;
        _logger = context.Logger(Name);
        _events = new NodeEvents(context.Recorder(NodeEvents.Component));
        _nodes = context.Informers.For<V1Node>().Handle(new InformerHandler<V1Node>
        {
            Added = _ => Wake(),
            Updated = NodeUpdated,
            Deleted = _ => Wake(),
        }).Cache;
        var pods = context.Informers.For<V1Pod>().Cache;
        pods.AddNodeIndex();
        _heartbeats = new NodeHeartbeats(context.Informers.For<V1Lease>().Cache, _time);
        var readiness = new PodReadiness(context.Client, pods, _events, _time);
        _monitor = new NodeMonitor(context.Client, _heartbeats, readiness, _events, context.Options, _time);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var tick = _time.CreateTimer(_ => Wake(), null, TimeSpan.Zero, _period);
        try
        {
            while (true)
            {
                await _wake.Reader.ReadAsync(cancellationToken);
                await RoundAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        var nodes = _nodes.List();
        NoteMembers(nodes.Select(node => node.Metadata.Name).ToHashSet());
        var checkedNodes = new List<V1Node>();
        foreach (var node in nodes)
        {
            if (await TryAsync(node, () => _monitor.CheckHealthAsync(node, cancellationToken), cancellationToken) is { } current)
                checkedNodes.Add(current);
        }
        var evict = checkedNodes.Exists(node => node.IsReady());
        foreach (var node in checkedNodes)
        {
            await TryAsync(node, async () =>
            {
                await _monitor.EnforceAsync(node, evict, cancellationToken);
                return node;
            }, cancellationToken);
        }
    }

    /// <summary>What fails for one node is tried again in the next round, and keeps nothing from the others.</summary>
    private async Task<V1Node?> TryAsync(V1Node node, Func<Task<V1Node>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var level = failure is ApiException { IsConflict: true } ? LogLevel.Debug : LogLevel.Warning;
            _logger.Log(level, "node {Node}: {Failure}", node.Metadata.Name, failure.Message);
            return null;
        }
    }

    private void NoteMembers(HashSet<string> names)
    {
        foreach (var added in names.Where(_known.Add))
            _events.Registered(added);
        foreach (var removed in _known.Except(names).ToList())
        {
            _known.Remove(removed);
            _events.Removing(removed);
        }
        _heartbeats.ForgetAllBut(names);
    }

    private void NodeUpdated(V1Node old, V1Node node)
    {
        if ((old.Spec?.Unschedulable ?? false) != (node.Spec?.Unschedulable ?? false) || Statuses(old) != Statuses(node))
            Wake();
    }

    private static string Statuses(V1Node node)
        => string.Join(',', (node.Status?.Conditions ?? []).Select(condition => $"{condition.Type}={condition.Status}"));

    private void Wake() => _wake.Writer.TryWrite(true);
}
