using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Caching;

/// <summary>What all caches of a hub share.</summary>
internal sealed class CacheContext(IObjectStore store, HistoryOptions options, TimeProvider time)
{
    private long _oldestExact;

    public IObjectStore Store { get; } = store;

    public HistoryOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public RevisionProgress Progress { get; } = new(time);

    /// <summary>Reads at an exact revision before this one are expired: what was current when the kept history began.</summary>
    public long OldestExact
    {
        get => Volatile.Read(ref _oldestExact);
        set => Volatile.Write(ref _oldestExact, value);
    }
}
