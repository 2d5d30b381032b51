namespace Kube.ApiServer.Caching;

/// <summary>How much of the past the caches keep.</summary>
internal sealed record HistoryOptions
{
    /// <summary>Watches and lists can refer to revisions this old; upstream's etcd compaction interval.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most bytes of superseded states one resource keeps; under heavier churn its history is shorter than the age.</summary>
    public long MaxBytes { get; init; } = 128 << 20;

    /// <summary>Most events a watcher may lag behind before it is cut off.</summary>
    public int WatchBuffer { get; init; } = 8192;

    /// <summary>How often an idle watcher that asked for bookmarks gets one, about.</summary>
    public TimeSpan BookmarkInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a read waits for a revision that is not there yet, as upstream's watch cache does.</summary>
    public TimeSpan FreshnessTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a read waits for a revision that the store certainly has: the cache may have to reach another member of an etcd first.</summary>
    public TimeSpan CatchUpTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
