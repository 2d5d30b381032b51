using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Health;

/// <summary>Whether etcd answers a linearizable read: upstream's <c>storagebackend/factory</c> prober, with its words. Who asks at the same time shares one read.</summary>
internal sealed class EtcdProbe(IObjectStore store, TimeProvider time)
{
    /// <returns>Null when it answered in time, else what went wrong.</returns>
    public async ValueTask<string?> FailureAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            await store.CurrentRevisionAsync(cancellation).AsTask().WaitAsync(timeout, time, cancellation);
            return null;
        }
        catch (TimeoutException)
        {
            return "error getting data from etcd: context deadline exceeded";
        }
        catch (StoreException failure)
        {
            return $"error getting data from etcd: {failure.Message}";
        }
    }
}
