namespace Kube.Machinery.Selectors;

/// <summary>
/// A conjunction of requirements on labels, as in <c>app=web,tier in (a,b),!legacy</c>; immutable. Its text form sorts
/// requirements by key, so equal selectors have equal texts.
/// </summary>
public sealed class LabelSelector
{
    private readonly Requirement[] _requirements;
    private readonly bool _matchesNothing;

    private LabelSelector(IEnumerable<Requirement> requirements, bool matchesNothing = false)
    {
        _requirements = [.. requirements.OrderBy(requirement => requirement.Key, StringComparer.Ordinal)];
        _matchesNothing = matchesNothing;
    }

    public static LabelSelector Everything { get; } = new([]);

    public static LabelSelector Nothing { get; } = new([], matchesNothing: true);

    public IReadOnlyList<Requirement> Requirements => _requirements;

    /// <summary>True when every object matches.</summary>
    public bool IsEmpty => _requirements.Length == 0 && !_matchesNothing;

    /// <summary>Reads the grammar of the <c>labelSelector</c> query parameter.</summary>
    /// <exception cref="SelectorException">The text is not a selector.</exception>
    public static LabelSelector Parse(string text) => text.Length == 0 ? Everything : Of(new LabelSelectorParser(text).Parse());

    public static LabelSelector Of(IEnumerable<Requirement> requirements) => new(requirements);

    /// <summary>Requires each label to have exactly the given value; no labels at all match everything.</summary>
    public static LabelSelector FromSet(IEnumerable<KeyValuePair<string, string>>? labels)
        => labels is null ? Everything : Of(labels.Select(label => new Requirement(label.Key, SelectorOperator.Equals, label.Value)));

    /// <summary>Matches without allocating.</summary>
    public bool Matches<TLabels>(in TLabels labels)
        where TLabels : ILabels
    {
        foreach (var requirement in _requirements)
        {
            if (!requirement.Matches(labels))
                return false;
        }
        return !_matchesNothing;
    }

    public bool Matches(IDictionary<string, string>? labels) => Matches(new LabelDictionary(labels));

    public override string ToString() => string.Join(',', _requirements.Select(requirement => requirement.ToString()));
}
