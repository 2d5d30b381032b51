using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Caching;

/// <summary>
/// Changes of keys that belong to no cache yet, for one that is made later: the newest of each key, and for as long as history is kept what
/// those superseded. Guarded by the hub.
/// </summary>
internal sealed class UnclaimedChanges
{
    private const int SmallEnough = 1024;

    private List<StoredChange> _changes = [];
    private int _trimAt = SmallEnough;

    /// <summary>All changes after this revision are here.</summary>
    public long HistoryAfter { get; private set; }

    public void Add(StoredChange change) => _changes.Add(change);

    /// <summary>Hands over the changes below a prefix, in the order of their revisions.</summary>
    public List<StoredChange> Take(string prefix)
    {
        var taken = _changes.Where(change => change.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(change => change.Revision).ToList();
        if (taken.Count > 0) _changes.RemoveAll(change => change.Key.StartsWith(prefix, StringComparison.Ordinal));
        return taken;
    }

    /// <summary>Has a state instead of what was known.</summary>
    public void Replace(IEnumerable<StoredChange> state, long revision) => (_changes, HistoryAfter) = ([.. state], revision);

    /// <summary>Forgets what was superseded at or before a revision, once there is enough to make it worth looking.</summary>
    public void Trim(long revision)
    {
        if (_changes.Count < _trimAt || revision <= HistoryAfter) return;
        var newest = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var change in _changes)
        {
            if (change.Revision <= revision) newest[change.Key] = Math.Max(change.Revision, newest.GetValueOrDefault(change.Key));
        }

        _changes.RemoveAll(change => change.Revision <= revision && (change.IsDelete || newest[change.Key] > change.Revision));
        HistoryAfter = revision;
        _trimAt = Math.Max(SmallEnough, 2 * _changes.Count);
    }
}
