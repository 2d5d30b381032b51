namespace Kube.ApiServer.Caching.Watching;

/// <summary>
/// The subscriptions of a resource, each under the most selective thing its scope fixes, so that an event is offered only to those it may
/// concern. Guarded by the cache's lock.
/// </summary>
internal sealed class Watchers
{
    private readonly Dictionary<Bucket, List<WatchSubscription>> _buckets = [];
    private readonly Dictionary<int, int> _watchersByField = [];

    public IEnumerable<WatchSubscription> All => _buckets.Values.SelectMany(bucket => bucket);

    public void Add(WatchSubscription watcher)
    {
        var key = Bucket.Of(watcher.Scope);
        if (!_buckets.TryGetValue(key, out var bucket)) _buckets[key] = bucket = new List<WatchSubscription>(1);
        watcher.Position = bucket.Count;
        bucket.Add(watcher);
        if (key.Field >= 0) _watchersByField[key.Field] = _watchersByField.GetValueOrDefault(key.Field) + 1;
    }

    public void Remove(WatchSubscription watcher)
    {
        var key = Bucket.Of(watcher.Scope);
        if (!_buckets.TryGetValue(key, out var bucket) || watcher.Position >= bucket.Count || bucket[watcher.Position] != watcher) return;
        bucket[watcher.Position] = bucket[^1];
        bucket[watcher.Position].Position = watcher.Position;
        bucket.RemoveAt(bucket.Count - 1);
        if (bucket.Count == 0) _buckets.Remove(key);
        if (key.Field >= 0 && --_watchersByField[key.Field] == 0) _watchersByField.Remove(key.Field);
    }

    /// <summary>Offers an event to those it shows to.</summary>
    public void Dispatch(WatchEvent change)
    {
        if (_buckets.Count == 0) return;
        var (@namespace, name) = change.Key;
        Offer(Bucket.All, change);
        Offer(new Bucket(@namespace, null), change);
        Offer(new Bucket(null, name), change);
        Offer(new Bucket(@namespace, name), change);
        foreach (var field in _watchersByField.Keys)
        {
            var (was, isNow) = (change.Previous?.Fields[field], change.Current?.Fields[field]);
            if (was is not null) Offer(new Bucket(was, field), change);
            if (isNow is not null && isNow != was) Offer(new Bucket(isNow, field), change);
        }
    }

    private void Offer(Bucket key, WatchEvent change)
    {
        if (!_buckets.TryGetValue(key, out var bucket)) return;
        foreach (var watcher in bucket)
        {
            if (change.Revision > watcher.After && watcher.Scope.Shows(change, out var item)) watcher.Offer(item);
        }
    }

    /// <summary>What all scopes in a bucket fix: a name, a field's value, a namespace, or nothing.</summary>
    private readonly record struct Bucket(string? Namespace, string? Name, int Field, string? Value)
    {
        public static readonly Bucket All = new(null, null);

        public Bucket(string? @namespace, string? name)
            : this(@namespace, name, -1, null)
        {
        }

        public Bucket(string value, int field)
            : this(null, null, field, value)
        {
        }

        public static Bucket Of(WatchScope scope) =>
            scope.Name is { } name ? new Bucket(scope.Namespace, name)
            : scope.Field is { } field ? new Bucket(field.Value, field.Position)
            : new Bucket(scope.Namespace, null);
    }
}
