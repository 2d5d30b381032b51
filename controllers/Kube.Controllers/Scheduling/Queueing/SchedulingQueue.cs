using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Queueing;

/// <summary>
/// The pods that wait for a node. Owned by the scheduling loop, which also hands in events between attempts, never during one:
/// no event can be missed while a pod is in flight. See https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/
/// </summary>
internal sealed class SchedulingQueue(IReadOnlyDictionary<string, IReadOnlyList<RequeueHint>> hints, TimeProvider time)
{
    private static readonly TimeSpan MaxTimeUnschedulable = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, QueuedPod> _pods = [];
    private readonly SortedSet<QueuedPod> _active = new(QueueOrder.ByPriority);
    private readonly SortedSet<QueuedPod> _backoff = new(QueueOrder.ByBackoffExpiry);
    private readonly SortedSet<QueuedPod> _errorBackoff = new(QueueOrder.ByBackoffExpiry);
    private readonly Dictionary<string, QueuedPod> _unschedulable = [];
    private DateTimeOffset _nextFlush = time.GetUtcNow() + FlushInterval;

    public Nominations Nominations { get; } = new();

    public QueuedPod? Find(string uid) => _pods.GetValueOrDefault(uid);

    public void Add(PodInfo pod)
    {
        if (_pods.TryGetValue(pod.Uid, out var known))
        {
            Update(known.Info.Pod, pod, []);
            return;
        }
        var queued = new QueuedPod(pod, time.GetUtcNow());
        _pods[pod.Uid] = queued;
        Nominations.Update(null, pod);
        Enqueue(queued);
    }

    /// <summary>
    /// Takes over a changed pod; it goes back in line if one of the changes may help it. A pod in flight is being bound, and
    /// stays so.
    /// </summary>
    public void Update(V1Pod before, PodInfo pod, IReadOnlyList<ClusterEvent> changes)
    {
        if (!_pods.TryGetValue(pod.Uid, out var queued))
        {
            Add(pod);
            return;
        }
        if (queued.Place is QueuePlace.InFlight)
        {
            queued.Info = pod;
            return;
        }
        Nominations.Update(before, pod);
        var place = queued.Place;
        TakeOut(queued);
        queued.Info = pod;
        if (place is QueuePlace.Gated || (place is QueuePlace.Unschedulable && changes.Any(change => MayHelp(queued, change))))
            Enqueue(queued);
        else
            Put(queued, place);
    }

    public void Remove(string uid)
    {
        Nominations.Remove(uid);
        if (_pods.Remove(uid, out var queued))
            TakeOut(queued);
    }

    /// <summary>
    /// The next pod to try; null when none is due. When no pod is active, one that waits out being turned down is taken early.
    /// The caller gives it back by <see cref="ReturnUnschedulable"/> or <see cref="ReturnAfterError"/>, or drops it by <see cref="Remove"/>.
    /// </summary>
    public QueuedPod? TryPop()
    {
        ReleaseDue();
        var next = _active.Min ?? _backoff.Min;
        if (next is null)
            return null;
        TakeOut(next);
        next.Place = QueuePlace.InFlight;
        next.Plugins = new HashSet<string>();
        return next;
    }

    /// <summary>Gives back a pod that no node can run now.</summary>
    /// <param name="plugins">The plugins that turned it down; with none, any event wakes it.</param>
    public void ReturnUnschedulable(QueuedPod pod, IReadOnlySet<string> plugins)
    {
        pod.UnschedulableCount++;
        pod.ConsecutiveErrors = 0;
        pod.Plugins = plugins;
        GiveBack(pod, QueuePlace.Unschedulable);
    }

    /// <summary>Gives back a pod whose attempt failed for another reason; it is tried again after a delay, whatever happens.</summary>
    public void ReturnAfterError(QueuedPod pod)
    {
        pod.ConsecutiveErrors++;
        GiveBack(pod, QueuePlace.ErrorBackoff);
    }

    /// <summary>Puts pods that the event may help back in line, each after the rest of its delay.</summary>
    public void OnEvent(ClusterEvent change)
    {
        if (_unschedulable.Count > 0)
            Requeue(pod => MayHelp(pod, change));
    }

    /// <summary>Puts a pod back in line at once, whatever it waits for.</summary>
    public void Activate(string uid)
    {
        if (!_pods.TryGetValue(uid, out var pod) || pod.Place is QueuePlace.InFlight or QueuePlace.Gated)
            return;
        TakeOut(pod);
        Put(pod, QueuePlace.Active);
    }

    /// <summary>How long nothing will be due unless something is handed in; null when that is for ever.</summary>
    public TimeSpan? TimeUntilDue()
    {
        var now = time.GetUtcNow();
        if (_active.Count > 0 || _backoff.Count > 0)
            return TimeSpan.Zero;
        var due = _errorBackoff.Min?.BackoffExpiry;
        if (_unschedulable.Count > 0 && !(due < _nextFlush))
            due = _nextFlush;
        return due is null ? null : due > now ? due - now : TimeSpan.Zero;
    }

    private void GiveBack(QueuedPod pod, QueuePlace place)
    {
        if (!_pods.TryGetValue(pod.Info.Uid, out var current) || current != pod)
            return;
        pod.Timestamp = time.GetUtcNow();
        pod.BackoffExpiry = pod.Timestamp + BackoffPolicy.For(pod);
        Put(pod, place);
    }

    private void ReleaseDue()
    {
        var now = time.GetUtcNow();
        Release(_backoff);
        Release(_errorBackoff);
        if (now >= _nextFlush)
        {
            _nextFlush = now + FlushInterval;
            Requeue(pod => pod.Timestamp + MaxTimeUnschedulable <= now);
        }

        void Release(SortedSet<QueuedPod> waiting)
        {
            while (waiting.Min is { } first && first.BackoffExpiry <= now)
            {
                TakeOut(first);
                Put(first, QueuePlace.Active);
            }
        }
    }

    private void Requeue(Func<QueuedPod, bool> which)
    {
        foreach (var pod in _unschedulable.Values.Where(which).ToList())
        {
            TakeOut(pod);
            Enqueue(pod);
        }
    }

    private bool MayHelp(QueuedPod pod, ClusterEvent change)
        => pod.Plugins.Count == 0 || pod.Plugins.Any(plugin => hints.TryGetValue(plugin, out var known) && known.Any(hint => hint.Covers(pod.Info, change)));

    private void Enqueue(QueuedPod pod)
        => Put(pod, SchedulingGates.Hold(pod.Info.Pod) ? QueuePlace.Gated : pod.BackoffExpiry > time.GetUtcNow() ? QueuePlace.Backoff : QueuePlace.Active);

    private void Put(QueuedPod pod, QueuePlace place)
    {
        pod.Place = place;
        if (place is QueuePlace.Unschedulable)
            _unschedulable[pod.Info.Uid] = pod;
        else
            HeapOf(place)?.Add(pod);
    }

    private void TakeOut(QueuedPod pod)
    {
        if (pod.Place is QueuePlace.Unschedulable)
            _unschedulable.Remove(pod.Info.Uid);
        else
            HeapOf(pod.Place)?.Remove(pod);
    }

    private SortedSet<QueuedPod>? HeapOf(QueuePlace place) => place switch
    {
        QueuePlace.Active => _active,
        QueuePlace.Backoff => _backoff,
        QueuePlace.ErrorBackoff => _errorBackoff,
        _ => null,
    };
}
