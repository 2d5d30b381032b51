using System.Threading.Channels;
using k8s.Models;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.WorkQueues;

namespace Kube.Kubelet.Cluster;

/// <summary>Sends statuses to the API server, for each pod in order and only the newest, until it has them.</summary>
internal sealed class PodStatusWriter(ApiClient client, TimeProvider clock, ILogger logger) : IPodReporter, IDisposable
{
    private const int Senders = 4;

    private readonly ResourceClient<V1Pod> _pods = new(client);
    private readonly RateLimitingQueue<string> _queue = new(clock, new ExponentialLimiter<string>());
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];

    public void Report(V1Pod pod, V1PodStatus status) => Change(pod, entry => entry.Wanted = status);

    public void Remove(V1Pod pod) => Change(pod, entry => entry.Removed = true);

    public async Task RunAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAllAsync(cancellationToken)));

    public void Dispose() => _queue.Dispose();

    private void Change(V1Pod pod, Action<Entry> change)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(pod.Metadata.Uid, out var entry))
                _entries[pod.Metadata.Uid] = entry = new Entry { Pod = pod, Sent = pod.Status };
            change(entry);
        }

        _queue.Add(pod.Metadata.Uid);
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var uid = await _queue.GetAsync(cancellationToken);
                try
                {
                    await SendAsync(uid, cancellationToken);
                    _queue.Forget(uid);
                }
                catch (ApiException e) when (e.IsNotFound || e.IsConflict)
                {
                    Forget(uid); // it was removed, or replaced by another of its name
                }
                catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
                {
                    logger.LogWarning("Failed to update the status of pod {Uid}, it is tried again: {Reason}", uid, e.Message);
                    _queue.AddRateLimited(uid);
                }
                finally
                {
                    _queue.Done(uid);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
        }
    }

    private async Task SendAsync(string uid, CancellationToken cancellationToken)
    {
        V1Pod pod;
        V1PodStatus? sent, wanted;
        bool removed;
        lock (_lock)
        {
            if (!_entries.TryGetValue(uid, out var entry))
                return;
            (pod, sent, wanted, removed) = (entry.Pod, entry.Sent, entry.Wanted, entry.Removed);
        }

        var key = ObjectKey.Of(pod);
        if (wanted is not null && PodStatusPatch.Build(uid, sent, wanted) is { } patch)
        {
            await _pods.PatchAsync(key, PatchTypes.StrategicMerge, patch, cancellationToken, "status");
            lock (_lock)
            {
                if (_entries.TryGetValue(uid, out var entry))
                    entry.Sent = wanted;
            }
        }

        if (removed)
        {
            await _pods.DeleteAsync(key, new V1DeleteOptions { GracePeriodSeconds = 0, Preconditions = new V1Preconditions { Uid = uid } }, cancellationToken);
            Forget(uid);
        }
    }

    private void Forget(string uid)
    {
        lock (_lock)
            _entries.Remove(uid);
    }

    private sealed class Entry
    {
        public required V1Pod Pod { get; init; }
        public V1PodStatus? Sent { get; set; }
        public V1PodStatus? Wanted { get; set; }
        public bool Removed { get; set; }
    }
}
