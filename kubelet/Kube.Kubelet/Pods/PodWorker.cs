using System.Threading.Channels;
using k8s.Models;
using Kube.Kubelet.Cluster;
using Kube.Kubelet.Pods.Steps;
using Kube.Kubelet.Status;
using Kube.Machinery.Events;

namespace Kube.Kubelet.Pods;

/// <summary>
/// Brings one pod to what is wished of it: observe, decide, report, act, and again until there is nothing to do.
/// Anything that may have changed the world wakes it. It ends when nothing of the pod is left on this machine.
/// </summary>
internal sealed class PodWorker(V1Pod pod, PodServices services, TerminationMessages messages)
{
    private static readonly TimeSpan Resync = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RefreshPeriod = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private const int MaxStepsWithoutPause = 30;

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly PodMemory _memory = new();
    private readonly Lock _lock = new();
    private readonly DateTimeOffset _firstSeen = services.Clock.GetUtcNow();
    private V1Pod _pod = pod;
    private bool _gone;
    private V1PodStatus? _reported = pod.Status;
    private IReadOnlyDictionary<string, StartFailure> _told = new Dictionary<string, StartFailure>();
    private CancellationTokenSource? _step;
    private DateTimeOffset _refreshAt = services.Clock.GetUtcNow() + RefreshPeriod;

    public V1Pod Pod
    {
        get
        {
            lock (_lock)
                return _pod;
        }
    }

    public bool IsGone
    {
        get
        {
            lock (_lock)
                return _gone;
        }
    }

    /// <summary>The newest of the pod from the API. A deletion, or a shorter grace period, interrupts what is being done.</summary>
    public void Update(V1Pod pod)
    {
        lock (_lock)
        {
            var urgent = Grace(pod) < Grace(_pod);
            _pod = pod;
            if (urgent)
                _step?.Cancel();
        }

        Wake();

        static long Grace(V1Pod pod) => pod.Metadata.DeletionTimestamp is null ? long.MaxValue : pod.Metadata.DeletionGracePeriodSeconds ?? 0;
    }

    /// <summary>The API no longer has the pod.</summary>
    public void MarkGone()
    {
        lock (_lock)
        {
            _gone = true;
            if (_pod.Metadata.DeletionTimestamp is null)
                _step?.Cancel();
        }

        Wake();
    }

    public void Wake() => _wake.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var steps = 0; ; steps++)
        {
            DateTimeOffset wakeAt;
            try
            {
                var plan = await SyncAsync(cancellationToken);
                if (plan.Actions is [.., ForgetPod])
                    return;
                if (plan.Actions.Count > 0 && steps < MaxStepsWithoutPause)
                    continue;
                wakeAt = await RestAsync(plan, cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                continue; // interrupted by news of the pod
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                services.Logger.LogError(e, "Error syncing pod {Pod}, it is tried again", Pod.Metadata.Name);
                wakeAt = services.Clock.GetUtcNow() + AfterFailure;
            }

            steps = 0;
            await SleepAsync(wakeAt, cancellationToken);
        }
    }

    /// <summary>Nothing is to be done now: brings volumes up to date if it is time, and says until when to sleep.</summary>
    private async Task<DateTimeOffset> RestAsync(PodPlan plan, CancellationToken cancellationToken)
    {
        var now = services.Clock.GetUtcNow();
        if (plan.Actions.Count > 0)
            return now + AfterFailure;
        var until = plan.WakeAt ?? now + Resync;
        if (plan.Stage != PodStage.Running || !_memory.VolumesMounted || !services.Volumes.ChangesInUse(Pod))
            return until;
        if (now >= _refreshAt)
        {
            _refreshAt = now + RefreshPeriod;
            try
            {
                await services.Volumes.MountAsync(Pod, new Containers.PodAddresses(services.Network.HostIp, ""), cancellationToken);
            }
            catch (Volumes.VolumeException e)
            {
                services.Events.Pod(Pod, EventTypes.Warning, "FailedMount", e.Message);
            }
        }

        return until < _refreshAt ? until : _refreshAt;
    }

    private async Task<PodPlan> SyncAsync(CancellationToken cancellationToken)
    {
        using var step = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (_lock)
            _step = step;
        try
        {
            var facts = await GatherAsync(step.Token);
            var plan = PodPlanner.Plan(facts);
            Report(facts, plan);
            foreach (var action in plan.Actions)
                await PodExecutor.RunAsync(action, new PodStepContext(services, facts, _memory), step.Token);
            return plan;
        }
        finally
        {
            lock (_lock)
                _step = null;
        }
    }

    private async Task<PodFacts> GatherAsync(CancellationToken cancellationToken)
    {
        V1Pod pod;
        bool gone;
        lock (_lock)
            (pod, gone) = (_pod, _gone);
        var observed = await messages.AddAsync(pod, await services.Runtime.ObserveAsync(pod.Metadata.Uid, cancellationToken), cancellationToken);
        var ip = observed.ReadySandbox is { HostNetwork: false, Ip: { } own } ? own : services.Network.HostIp;
        return new PodFacts(pod, observed, services.Clock.GetUtcNow())
        {
            Gone = gone,
            VolumesMounted = _memory.VolumesMounted,
            RetryAt = _memory.RetryAt,
            Failures = _memory.Failures.ToDictionary(),
            RestartDelays = _memory.BackOffs.ToDictionary(
                entry => entry.Key, entry => observed.Latest(entry.Key) is { } latest ? entry.Value.DelayAfter(latest.FinishedAt) : TimeSpan.Zero),
            Verdicts = pod.Spec is null ? new Dictionary<string, ContainerVerdict>() : services.Probes.Track(pod, observed, ip, Wake),
            StartTime = pod.Status?.StartTime is { } started ? new DateTimeOffset(started) : _firstSeen,
        };
    }

    private void Report(PodFacts facts, PodPlan plan)
    {
        if (facts.Gone || facts.Pod.Spec is null)
            return;
        foreach (var (name, failure) in plan.Waiting)
        {
            if (failure.Reason == "CrashLoopBackOff" && !(_told.TryGetValue(name, out var told) && told.RetryAt == failure.RetryAt))
                services.Events.Container(facts.Pod, name, EventTypes.Warning, "BackOff", $"Back-off restarting failed container {name} in pod {Runtime.PodIdentity.Of(facts.Pod)}");
        }

        _told = plan.Waiting;
        _reported = PodStatusBuilder.Build(facts, plan, _reported, services.Network.HostIp);
        services.Reporter.Report(facts.Pod, _reported);
    }

    private async Task SleepAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var wait = until - services.Clock.GetUtcNow();
        if (wait <= TimeSpan.Zero)
            return;
        using var timeout = new CancellationTokenSource(wait, services.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
    }
}
