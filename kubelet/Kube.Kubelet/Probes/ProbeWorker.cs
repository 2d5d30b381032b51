using k8s.Models;
using Kube.Kubelet.Cluster;
using Kube.Machinery.Events;

namespace Kube.Kubelet.Probes;

/// <summary>Asks one container one kind of question, again and again, until it is cancelled.</summary>
internal sealed class ProbeWorker
{
    private const int MaxTries = 3;

    private readonly V1Pod _pod;
    private readonly ProbeKind _kind;
    private readonly V1Probe _probe;
    private readonly ProbeTarget _target;
    private readonly DateTimeOffset _startedAt;
    private readonly ProbeWorkerServices _services;
    private readonly ProbeState _state;

    public ProbeWorker(V1Pod pod, ProbeKind kind, V1Probe probe, ProbeTarget target, DateTimeOffset startedAt, ProbeWorkerServices services)
    {
        (_pod, _kind, _probe, _target, _startedAt, _services) = (pod, kind, probe, target, startedAt, services);
        bool? initial = kind switch { ProbeKind.Liveness => true, ProbeKind.Readiness => false, _ => null };
        _state = new ProbeState(initial, probe.SuccessThreshold ?? 1, probe.FailureThreshold ?? 3);
    }

    public bool? Result => _state.Result;

    /// <param name="started">Completes when the container's startup probe has succeeded; the others wait for it.</param>
    /// <param name="changed">Called after each change of <see cref="Result"/>.</param>
    public async Task RunAsync(Task started, Action changed, CancellationToken cancellationToken)
    {
        await started.WaitAsync(cancellationToken);
        var due = _startedAt.AddSeconds(_probe.InitialDelaySeconds ?? 0) - _services.Clock.GetUtcNow();
        if (due > TimeSpan.Zero)
            await Task.Delay(due, _services.Clock, cancellationToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Max(1, _probe.PeriodSeconds ?? 10)), _services.Clock);
        do
        {
            if (await ProbeAsync(cancellationToken) is { } healthy && _state.Record(healthy))
            {
                changed();
                // Startup probes end with their first success; a container found dead is replaced, not asked again.
                if (_kind == ProbeKind.Startup || (_kind == ProbeKind.Liveness && !healthy))
                    return;
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <returns>Null when the container could not be asked.</returns>
    private async Task<bool?> ProbeAsync(CancellationToken cancellationToken)
    {
        var handler = _services.Handlers.FirstOrDefault(handler => handler.Supports(_probe));
        if (handler is null)
            return true; // upstream: a probe that asks nothing succeeds
        var failure = "";
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(Math.Max(1, _probe.TimeoutSeconds ?? 1)), _services.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            try
            {
                var outcome = await handler.ProbeAsync(_probe, _target, either.Token);
                cancellationToken.ThrowIfCancellationRequested();
                if (!outcome.IsHealthy)
                    Tell($"{_kind} probe failed: {outcome.Output}");
                return outcome.IsHealthy;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                failure = e.Message;
            }
        }

        Tell($"{_kind} probe errored and resulted in Unknown state: {failure}");
        return null;
    }

    private void Tell(string message) => _services.Events.Container(_pod, _target.Container.Name, EventTypes.Warning, "Unhealthy", message);
}

internal sealed record ProbeWorkerServices(IReadOnlyList<IProbeHandler> Handlers, IEventSink Events, TimeProvider Clock);
