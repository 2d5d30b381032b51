namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>Sums by domain: a node label key and one of its values.</summary>
internal sealed class DomainCounts
{
    private readonly Dictionary<string, Dictionary<string, long>> _counts;

    public DomainCounts()
        : this([])
    {
    }

    private DomainCounts(Dictionary<string, Dictionary<string, long>> counts) => _counts = counts;

    public bool IsEmpty => _counts.Count == 0;

    /// <summary>Adds to the node's domain of the term; a node that has no such label is in none.</summary>
    public void Add(NodeInfo node, AffinityTerm term, long change)
    {
        if (node.Label(term.TopologyKey) is not { } value)
            return;
        if (!_counts.TryGetValue(term.TopologyKey, out var values))
            _counts[term.TopologyKey] = values = [];
        var sum = values.GetValueOrDefault(value) + change;
        if (sum != 0)
            values[value] = sum;
        else if (values.Remove(value) && values.Count == 0)
            _counts.Remove(term.TopologyKey);
    }

    public long At(NodeInfo node, AffinityTerm term)
        => _counts.TryGetValue(term.TopologyKey, out var values) && node.Label(term.TopologyKey) is { } value ? values.GetValueOrDefault(value) : 0;

    /// <summary>Whether any of the domains the node is in has a positive sum.</summary>
    public bool AnyAt(NodeInfo node)
    {
        foreach (var (key, values) in _counts)
        {
            if (node.Label(key) is { } value && values.GetValueOrDefault(value) > 0)
                return true;
        }
        return false;
    }

    /// <summary>The sum over all domains the node is in.</summary>
    public long SumAt(NodeInfo node)
    {
        long sum = 0;
        foreach (var (key, values) in _counts)
            sum += node.Label(key) is { } value ? values.GetValueOrDefault(value) : 0;
        return sum;
    }

    public DomainCounts Copy() => new(_counts.ToDictionary(entry => entry.Key, entry => new Dictionary<string, long>(entry.Value)));
}
