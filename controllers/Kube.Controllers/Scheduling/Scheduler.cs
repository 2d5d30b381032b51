using System.Threading.Channels;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Preemption;
using Kube.Controllers.Scheduling.Queueing;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.Scheduling;

/// <summary>
/// The scheduling loop: takes in every change that was posted, then places one pod, over and over. It alone touches the cluster
/// state and the queue, so neither changes while a pod is being placed. Calls to the API server are made elsewhere and report
/// back by posting.
/// </summary>
internal sealed partial class Scheduler : IDisposable
{
    private readonly Channel<Action> _inbox = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ClusterState _cluster;
    private readonly SchedulingQueue _queue;
    private readonly PodPlacer _placer;
    private readonly Preemptor _preemptor;
    private readonly SchedulerReports _reports;
    private readonly ILogger _logger;
    private readonly ITimer _alarm;

    public Scheduler(ClusterState cluster, SchedulingQueue queue, SchedulerReports reports, Random random, TimeProvider time, ILogger logger)
    {
        _cluster = cluster;
        _queue = queue;
        _placer = new PodPlacer(cluster, queue.Nominations, random);
        _preemptor = new Preemptor(cluster, queue.Nominations, random);
        _reports = reports;
        _logger = logger;
        _alarm = time.CreateTimer(_ => Post(static () => { }), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Runs the action on the loop, before the next pod is placed and after what was posted earlier.</summary>
    public void Post(Action action) => _inbox.Writer.TryWrite(action);

    /// <summary>Places pods until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                TakeInChanges();
                if (_queue.TryPop() is { } pod)
                    Schedule(pod);
                else
                    await WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    public void Dispose() => _alarm.Dispose();

    private void TakeInChanges()
    {
        while (_inbox.Reader.TryRead(out var change))
        {
            try
            {
                change();
            }
            catch (Exception failure)
            {
                LogChangeFailed(_logger, failure);
            }
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (_queue.TimeUntilDue() is { } wait)
            _alarm.Change(wait, Timeout.InfiniteTimeSpan);
        await _inbox.Reader.WaitToReadAsync(cancellationToken);
    }

    private void Schedule(QueuedPod queued)
    {
        var pod = queued.Info;
        if (pod.Pod.Metadata.DeletionTimestamp is not null)
        {
            _queue.Remove(pod.Uid);
            _reports.SkippedDeleting(pod.Pod);
            return;
        }
        try
        {
            switch (_placer.Place(pod))
            {
                case Placement.On(var node):
                    Bind(queued, node.Name);
                    break;
                case Placement.Nowhere nowhere:
                    MakeRoom(queued, nowhere);
                    break;
                case Placement.NoNodes:
                    _queue.ReturnUnschedulable(queued, new HashSet<string>());
                    Unfit(pod, Placement.NoNodes.Message, "");
                    break;
            }
        }
        catch (Exception failure)
        {
            LogPlacingFailed(_logger, pod.Namespace, pod.Name, failure);
            Failed(queued, failure.Message);
        }
    }

    private void Bind(QueuedPod queued, string nodeName)
    {
        var pod = queued.Info;
        _cluster.Assume(pod.On(nodeName));
        _queue.Nominations.Remove(pod.Uid);
        _reports.Bind(pod.Pod, nodeName, failure => Post(() => BindingFailed(queued, failure)));
    }

    /// <summary>The place that was kept for the pod is free again, which may help others.</summary>
    private void BindingFailed(QueuedPod queued, string failure)
    {
        if (_cluster.IsAssumed(queued.Info.Uid) && _cluster.FindPod(queued.Info.Uid) is { } assumed)
        {
            _cluster.Forget(assumed.Uid);
            _queue.OnEvent(new Framework.ClusterEvent(Framework.ClusterResource.AssignedPod, Framework.ClusterAction.Delete, Old: assumed.Pod));
        }
        Failed(queued, failure);
    }

    private void MakeRoom(QueuedPod queued, Placement.Nowhere nowhere)
    {
        var pod = queued.Info;
        var result = _preemptor.Try(pod, nowhere);
        nowhere.Diagnosis.PostFilterMessage = PostFilterMessages.Of(result);
        switch (result)
        {
            case PreemptionResult.MakesRoom(var candidate):
                Unfit(pod, nowhere.Diagnosis.ToString(), candidate.Node.Name);
                Evict(queued, candidate, nowhere.Diagnosis.Plugins);
                break;
            case PreemptionResult.Useless:
                _queue.ReturnUnschedulable(queued, nowhere.Diagnosis.Plugins);
                Unfit(pod, nowhere.Diagnosis.ToString(), "");
                break;
            default:
                _queue.ReturnUnschedulable(queued, nowhere.Diagnosis.Plugins);
                Unfit(pod, nowhere.Diagnosis.ToString(), null);
                break;
        }
    }

    /// <summary>
    /// The pod stays in flight until its victims are told to go, so that it can't choose more of them meanwhile. Victims that are
    /// gone by then, or could not be evicted, leave nothing to wait for.
    /// </summary>
    private void Evict(QueuedPod queued, Candidate candidate, IReadOnlySet<string> plugins)
    {
        var pod = queued.Info;
        var displaced = _queue.Nominations.On(candidate.Node.Name).Where(other => other.Priority < pod.Priority).ToList();
        foreach (var other in displaced)
        {
            _queue.Nominations.Remove(other.Uid);
            _reports.ClearNomination(other.Pod);
        }
        _reports.Evict(pod.Pod, candidate, succeeded => Post(() =>
        {
            _queue.ReturnUnschedulable(queued, plugins);
            if (!succeeded || candidate.Victims.Any(victim => _cluster.FindPod(victim.Uid) is null))
                _queue.Activate(pod.Uid);
        }));
    }

    /// <param name="nomination">The node being made ready for the pod, empty for none; null leaves an earlier one as it is.</param>
    private void Unfit(PodInfo pod, string message, string? nomination)
    {
        LogUnfit(_logger, pod.Namespace, pod.Name, message);
        Nominate(pod, nomination);
        _reports.Unscheduled(pod.Pod, "Unschedulable", message, nomination);
    }

    private void Failed(QueuedPod queued, string message)
    {
        _queue.ReturnAfterError(queued);
        Nominate(queued.Info, "");
        _reports.Unscheduled(queued.Info.Pod, "SchedulerError", message, "");
    }

    private void Nominate(PodInfo pod, string? nomination)
    {
        if (nomination is { Length: > 0 })
            _queue.Nominations.Set(pod, nomination);
        else if (nomination is not null)
            _queue.Nominations.Remove(pod.Uid);
    }
}
