namespace Kube.Conformance.Durability;

/// <summary>What happened, as the events of one watcher tell it, and what follows from that.</summary>
internal sealed class Replay
{
    private readonly Dictionary<long, Change> _byRevision = [];
    private readonly Dictionary<long, long> _before = [];
    private readonly Dictionary<string, Change> _state = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    public Replay(IReadOnlyList<Change> changes)
    {
        Changes = changes;
        foreach (var change in changes) Apply(change);
    }

    public IReadOnlyList<Change> Changes { get; }

    /// <summary>What is there in the end.</summary>
    public IReadOnlyDictionary<string, Change> State => _state;

    /// <summary>Events that do not follow from those before: something added that is there, or changed or deleted that is not.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public Change? At(long revision) => _byRevision.GetValueOrDefault(revision);

    /// <summary>The revision of the change of the same object before; 0 when it did not exist.</summary>
    public long Before(Change change) => _before[change.Revision];

    private void Apply(Change change)
    {
        var current = _state.GetValueOrDefault(change.Name);
        if (change.Type == "ADDED" != current is null) _faults.Add($"{change} follows {current?.ToString() ?? "nothing"}");
        if (change.IsDeletion && current is not null && current.Tag != change.Tag) _faults.Add($"{change} shows another state than {current}");
        if (!_byRevision.TryAdd(change.Revision, change)) _faults.Add($"{change} has the revision of {_byRevision[change.Revision]}");
        _before[change.Revision] = current?.Revision ?? 0;
        if (change.IsDeletion) _state.Remove(change.Name);
        else _state[change.Name] = change;
    }
}
