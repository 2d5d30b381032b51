using k8s.Models;
using Kube.Kubelet.Pods;

namespace Kube.Kubelet.Probes;

/// <summary>The probes of one running container. Disposal ends them.</summary>
internal sealed class ContainerProbes : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Dictionary<ProbeKind, ProbeWorker> _workers = [];

    public ContainerProbes(
        V1Pod pod, ProbeTarget target, DateTimeOffset startedAt, ProbeWorkerServices services, Action changed, CancellationToken lifetime)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var kind in Enum.GetValues<ProbeKind>())
        {
            if (target.Container.Of(kind) is { } probe)
                _workers[kind] = new ProbeWorker(pod, kind, probe, target, startedAt, services);
        }

        void Changed()
        {
            if (ResultOf(ProbeKind.Startup) == true)
                started.TrySetResult();
            changed();
        }

        if (!_workers.ContainsKey(ProbeKind.Startup))
            started.SetResult();
        foreach (var (kind, worker) in _workers)
            _ = RunAsync(worker, kind == ProbeKind.Startup ? Task.CompletedTask : started.Task, Changed);
    }

    public ContainerVerdict Verdict => new(
        ResultOf(ProbeKind.Startup),
        ResultOf(ProbeKind.Readiness),
        ResultOf(ProbeKind.Startup) == false ? "startup" : ResultOf(ProbeKind.Liveness) == false ? "liveness" : null);

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private bool? ResultOf(ProbeKind kind) => _workers.TryGetValue(kind, out var worker) ? worker.Result : null;

    private async Task RunAsync(ProbeWorker worker, Task started, Action changed)
    {
        try
        {
            await worker.RunAsync(started, changed, _stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
