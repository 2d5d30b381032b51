using Kube.Machinery;

namespace Kube.Controllers.Ownership;

/// <summary>
/// What a controller has done to an object's dependents but has not yet seen in its cache. Until it is seen, counting the
/// cache would be wrong, so the controller holds still; after five minutes it no longer waits (upstream's
/// ControllerExpectations).
/// </summary>
internal sealed class Expectations(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, Entry> _entries = [];

    /// <summary>Whether everything done for the key has been seen.</summary>
    public bool AreMet(ObjectKey key)
    {
        lock (_gate)
        {
            return !_entries.TryGetValue(key, out var entry)
                || (entry.Creations <= 0 && entry.Deletions.Count == 0)
                || time.GetElapsedTime(entry.Since) > Patience;
        }
    }

    public void ExpectCreations(ObjectKey key, int count) => Set(key, count, []);

    /// <summary>Expects the dependents with these uids to go.</summary>
    public void ExpectDeletions(ObjectKey key, IEnumerable<string> uids) => Set(key, 0, [.. uids]);

    /// <summary>A dependent appeared, or could not be created.</summary>
    public void SeeCreation(ObjectKey key, int count = 1)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var entry))
                entry.Creations -= count;
        }
    }

    /// <summary>A dependent is going, or could not be deleted.</summary>
    public void SeeDeletion(ObjectKey key, string uid)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var entry))
                entry.Deletions.Remove(uid);
        }
    }

    public void Forget(ObjectKey key)
    {
        lock (_gate)
            _entries.Remove(key);
    }

    private void Set(ObjectKey key, int creations, HashSet<string> deletions)
    {
        lock (_gate)
            _entries[key] = new Entry { Creations = creations, Deletions = deletions, Since = time.GetTimestamp() };
    }

    private sealed class Entry
    {
        public required int Creations { get; set; }

        public required HashSet<string> Deletions { get; init; }

        public required long Since { get; init; }
    }
}
