namespace Kube.Machinery.Selectors;

/// <summary>A conjunction of comparisons on fields, as in <c>metadata.name=a,status.phase!=Running</c>; immutable.</summary>
public sealed class FieldSelector
{
    private static readonly string[] Operators = ["!=", "==", "="];

    private readonly FieldTerm[] _terms;

    private FieldSelector(FieldTerm[] terms) => _terms = terms;

    public static FieldSelector Everything { get; } = new([]);

    public IReadOnlyList<FieldTerm> Terms => _terms;

    public bool IsEmpty => _terms.Length == 0;

    public static FieldSelector Of(params IEnumerable<FieldTerm> terms) => new([.. terms]);

    /// <summary>Reads the grammar of the <c>fieldSelector</c> query parameter. Which fields exist is not its business.</summary>
    /// <exception cref="SelectorException">The text is not a selector.</exception>
    public static FieldSelector Parse(string text)
    {
        if (text.Length == 0)
            return Everything;
        var parts = SplitTerms(text);
        parts.Sort(StringComparer.Ordinal);
        return new FieldSelector([.. parts.Where(part => part.Length > 0).Select(part => ParseTerm(text, part))]);
    }

    /// <summary>The value a field must have for any object to match, or null when the selector leaves it open.</summary>
    public string? RequiredValue(string field)
    {
        foreach (var term in _terms)
        {
            if (!term.Negated && term.Field == field)
                return term.Value;
        }
        return null;
    }

    /// <summary>Matches without allocating; a field that is not there counts as empty.</summary>
    public bool Matches<TFields>(in TFields fields)
        where TFields : ILabels
    {
        foreach (var term in _terms)
        {
            if (!term.Matches(fields.TryGet(term.Field, out var value) ? value : null))
                return false;
        }
        return true;
    }

    public override string ToString() => string.Join(',', _terms);

    private static List<string> SplitTerms(string text)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == ',')
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }
        parts.Add(text[start..]);
        return parts;
    }

    private static FieldTerm ParseTerm(string selector, string part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            foreach (var @operator in Operators)
            {
                if (string.CompareOrdinal(part, i, @operator, 0, @operator.Length) == 0)
                    return new FieldTerm(part[..i], FieldValues.Unescape(part[(i + @operator.Length)..]), @operator == "!=");
            }
        }
        throw new SelectorException($"invalid selector: '{selector}'; can't understand '{part}'");
    }
}
