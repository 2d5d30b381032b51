using k8s.Models;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Pods;

/// <summary>One worker for each pod that the API gives this node, and for each that is found here without the API knowing it.</summary>
internal sealed class PodManager(PodServices services, TerminationMessages messages)
{
    private static readonly TimeSpan HousekeepingPeriod = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RewatchDelay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (PodWorker Worker, Task Running)> _workers = [];
    private CancellationToken _lifetime = new(canceled: true);

    /// <summary>The pods of this node, as last seen.</summary>
    public IReadOnlyList<V1Pod> Pods
    {
        get
        {
            lock (_lock)
                return [.. _workers.Values.Where(entry => entry.Worker.Pod.Spec is not null).Select(entry => entry.Worker.Pod)];
        }
    }

    public V1Pod? Find(string @namespace, string name) => Pods
        .Where(pod => pod.Metadata.NamespaceProperty == @namespace && pod.Metadata.Name == name)
        .MaxBy(pod => pod.Metadata.CreationTimestamp);

    public void Update(V1Pod pod)
    {
        lock (_lock)
        {
            if (_workers.TryGetValue(pod.Metadata.Uid, out var entry))
                entry.Worker.Update(pod);
            else
                Add(pod);
        }
    }

    public void Remove(V1Pod pod)
    {
        lock (_lock)
        {
            if (!_workers.TryGetValue(pod.Metadata.Uid, out var entry))
                return;
            entry.Worker.MarkGone();
            if (entry.Running.IsCompleted)
                _workers.Remove(pod.Metadata.Uid);
        }
    }

    /// <summary>Runs the workers until cancelled, and then waits for them. Containers stay as they are.</summary>
    /// <param name="synced">Completes when every pod the API has for this node was given to <see cref="Update"/>.</param>
    public async Task RunAsync(Task synced, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _lifetime = cancellationToken;
            foreach (var (uid, (worker, _)) in _workers.ToList())
                _workers[uid] = (worker, Task.Run(() => worker.RunAsync(cancellationToken), CancellationToken.None));
        }

        await Task.WhenAll(WatchRuntimeAsync(cancellationToken), KeepHouseAsync(synced, cancellationToken));
        List<Task> running;
        lock (_lock)
            running = [.. _workers.Values.Select(entry => entry.Running)];
        await Task.WhenAll(running).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Add(V1Pod pod)
    {
        var worker = new PodWorker(pod, services, messages);
        var lifetime = _lifetime;
        _workers[pod.Metadata.Uid] = (worker, lifetime.IsCancellationRequested ? Task.CompletedTask : Task.Run(() => worker.RunAsync(lifetime), CancellationToken.None));
    }

    private async Task WatchRuntimeAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var uid in services.Runtime.WatchAsync(cancellationToken))
                    Wake(uid);
            }
            catch (RuntimeException e)
            {
                services.Logger.LogWarning("The container engine's events broke off: {Reason}", e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(RewatchDelay, services.Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            WakeAll(); // what happened meanwhile is not told again
        }
    }

    private async Task KeepHouseAsync(Task synced, CancellationToken cancellationToken)
    {
        try
        {
            await synced.WaitAsync(cancellationToken);
            using var timer = new PeriodicTimer(HousekeepingPeriod, services.Clock);
            do
            {
                try
                {
                    await RemoveOrphansAsync(cancellationToken);
                }
                catch (RuntimeException e)
                {
                    services.Logger.LogWarning("Cannot look for orphaned pods: {Reason}", e.Message);
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Pods that were deleted while no kubelet ran get a worker that takes them away.</summary>
    private async Task RemoveOrphansAsync(CancellationToken cancellationToken)
    {
        var here = await services.Runtime.ListPodsAsync(cancellationToken);
        var directories = services.Directories.PodUids().Select(uid => new PodIdentity(uid, "", ""));
        foreach (var identity in here.Concat(directories).DistinctBy(pod => pod.Uid))
        {
            lock (_lock)
            {
                if (_workers.TryGetValue(identity.Uid, out var entry) && !entry.Running.IsCompleted)
                    continue;
                if (entry.Worker is not null && !entry.Worker.IsGone)
                    continue; // its removal from the API is on its way
                Add(new V1Pod { Metadata = new V1ObjectMeta { Uid = identity.Uid, NamespaceProperty = identity.Namespace, Name = identity.Name } });
                _workers[identity.Uid].Worker.MarkGone();
            }
        }

        Sweep();
    }

    private void Sweep()
    {
        lock (_lock)
        {
            foreach (var (uid, entry) in _workers.Where(entry => entry.Value.Worker.IsGone && entry.Value.Running.IsCompleted).ToList())
                _workers.Remove(uid);
        }
    }

    private void Wake(string uid)
    {
        lock (_lock)
        {
            if (_workers.TryGetValue(uid, out var entry))
                entry.Worker.Wake();
        }
    }

    private void WakeAll()
    {
        lock (_lock)
        {
            foreach (var entry in _workers.Values)
                entry.Worker.Wake();
        }
    }
}
