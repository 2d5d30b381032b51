namespace Kube.Controllers.PodGarbageCollection;

/// <summary>Nodes that pods name but that do not exist: for 40 s they may still be about to appear.</summary>
internal sealed class VanishedNodes(TimeProvider time)
{
    private static readonly TimeSpan Quarantine = TimeSpan.FromSeconds(40);

    private readonly Dictionary<string, long> _since = new(StringComparer.Ordinal);

    /// <summary>Notes which nodes are missing now, and returns those that have been so for long enough.</summary>
    public IReadOnlySet<string> Observe(IReadOnlySet<string> missing)
    {
        foreach (var back in _since.Keys.Where(node => !missing.Contains(node)).ToList())
            _since.Remove(back);
        foreach (var node in missing)
            _since.TryAdd(node, time.GetTimestamp());
        return _since.Where(entry => time.GetElapsedTime(entry.Value) >= Quarantine).Select(entry => entry.Key).ToHashSet();
    }
}
