namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>Sums by domain: a node label key and one of its values.</summary>
internal sealed class DomainCounts
{
    private readonly Dictionary<(string Key, string Value), long> _counts;

    public DomainCounts()
        : this([])
    {
    }

    private DomainCounts(Dictionary<(string, string), long> counts) => _counts = counts;

    public bool IsEmpty => _counts.Count == 0;

    /// <summary>Adds to the node's domain of the term; a node that has no such label is in none.</summary>
    public void Add(NodeInfo node, AffinityTerm term, long change)
    {
        if (node.Label(term.TopologyKey) is not { } value)
            return;
        var domain = (term.TopologyKey, value);
        var sum = _counts.GetValueOrDefault(domain) + change;
        if (sum == 0)
            _counts.Remove(domain);
        else
            _counts[domain] = sum;
    }

    public long At(NodeInfo node, AffinityTerm term)
        => node.Label(term.TopologyKey) is { } value ? _counts.GetValueOrDefault((term.TopologyKey, value)) : 0;

    public bool AnyAt(NodeInfo node)
    {
        foreach (var ((key, value), count) in _counts)
        {
            if (count > 0 && node.Label(key) == value)
                return true;
        }
        return false;
    }

    /// <summary>The sum over all domains the node is in.</summary>
    public long SumAt(NodeInfo node)
    {
        long sum = 0;
        foreach (var (key, value) in node.Labels ?? new Dictionary<string, string>())
            sum += _counts.GetValueOrDefault((key, value));
        return sum;
    }

    public DomainCounts Copy() => new(new Dictionary<(string, string), long>(_counts));
}
