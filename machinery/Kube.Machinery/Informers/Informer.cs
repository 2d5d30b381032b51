using k8s;
using k8s.Models;
using Kube.Machinery.Clients;
using Microsoft.Extensions.Logging;

namespace Kube.Machinery.Informers;

/// <summary>
/// Keeps a cache of one resource equal to the server's: one list, then a watch that resumes where it broke off. When the
/// server no longer knows the version to resume from (410), it lists anew and turns the differences into events. Failures
/// are retried with growing, jittered delays.
/// </summary>
public sealed class Informer<T>(ListWatch<T> source, TimeProvider time, ILogger logger) : IInformer
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly List<InformerHandler<T>> _handlers = [];
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
    private string? _resourceVersion;

    public ObjectCache<T> Cache { get; } = new();

    public Task Synced => _synced.Task;

    public bool HasSynced => _synced.Task.IsCompletedSuccessfully;

    /// <summary>Registers a handler; all are registered before the informer runs.</summary>
    public Informer<T> Handle(InformerHandler<T> handler)
    {
        _handlers.Add(handler);
        return this;
    }

    /// <summary>Registers one action for every state of an object, the last one included.</summary>
    public Informer<T> Handle(Action<T> action)
        => Handle(new InformerHandler<T> { Added = action, Updated = (_, current) => action(current), Deleted = action });

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (_resourceVersion is null)
                    await ListAsync(cancellationToken);
                await WatchAsync(_resourceVersion!, cancellationToken);
                continue;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (ApiException failure) when (failure.IsExpired)
            {
                _resourceVersion = null;
                continue;
            }
            catch (Exception failure)
            {
                // One line an outage is enough.
                logger.Log(_backoff.IsReset ? LogLevel.Warning : LogLevel.Debug, "{Resource}: the watch broke off: {Failure}",
                    source.Resource.Plural, failure.Message);
            }
            await PauseAsync(cancellationToken);
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        // After an expiry the newest state is asked for: an old one could expire again at once.
        var list = await source.ListAsync(HasSynced ? "" : "0", cancellationToken);
        var gone = Cache.Keys().ToHashSet();
        foreach (var obj in list.Items ?? [])
        {
            gone.Remove(ObjectKey.Of(obj));
            Store(obj);
        }
        foreach (var key in gone)
            Remove(key, null);
        _resourceVersion = list.Metadata?.ResourceVersion ?? "";
        _synced.TrySetResult();
    }

    private async Task WatchAsync(string resourceVersion, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await foreach (var watchEvent in source.WatchAsync(resourceVersion, cancellationToken))
        {
            _backoff.Reset();
            switch (watchEvent.Kind)
            {
                case WatchEventKind.Added or WatchEventKind.Modified:
                    Store(watchEvent.Object!);
                    break;
                case WatchEventKind.Deleted:
                    Remove(ObjectKey.Of(watchEvent.Object!), watchEvent.Object);
                    break;
                case WatchEventKind.Error:
                    throw new ApiException((System.Net.HttpStatusCode)(watchEvent.Status!.Code ?? 500), watchEvent.Status);
            }
            _resourceVersion = watchEvent.Object!.Metadata.ResourceVersion;
        }
        // A server that ends watches at once must not be asked again in a tight loop.
        if (time.GetElapsedTime(started) < TimeSpan.FromSeconds(1))
            await PauseAsync(cancellationToken);
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
        => await Task.Delay(_backoff.Next(), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private void Store(T obj)
    {
        var old = Cache.Replace(ObjectKey.Of(obj), obj);
        foreach (var handler in _handlers)
        {
            if (old is null)
                handler.Added?.Invoke(obj);
            else
                handler.Updated?.Invoke(old, obj);
        }
    }

    private void Remove(ObjectKey key, T? last)
    {
        var old = Cache.Replace(key, null);
        if ((last ?? old) is not { } gone)
            return;
        foreach (var handler in _handlers)
            handler.Deleted?.Invoke(gone);
    }
}
