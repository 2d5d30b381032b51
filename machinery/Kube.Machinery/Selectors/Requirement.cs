using System.Globalization;

namespace Kube.Machinery.Selectors;

/// <summary>One condition on one label. <see cref="Values"/> are sorted and distinct.</summary>
public sealed class Requirement
{
    private readonly string[] _values;

    /// <exception cref="SelectorException">Key, operator and values do not fit together.</exception>
    public Requirement(string key, SelectorOperator @operator, params IEnumerable<string> values)
    {
        Key = key;
        Operator = @operator;
        _values = [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        RequirementRules.Check(this);
    }

    public string Key { get; }

    public SelectorOperator Operator { get; }

    public IReadOnlyList<string> Values => _values;

    public bool Matches<TLabels>(in TLabels labels)
        where TLabels : ILabels
        => Matches(labels.TryGet(Key, out var value) ? value : null);

    /// <summary>Whether an object whose label <see cref="Key"/> has this value (null: has no such label) meets the condition.</summary>
    public bool Matches(string? value) => Operator switch
    {
        SelectorOperator.Exists => value is not null,
        SelectorOperator.DoesNotExist => value is null,
        SelectorOperator.In or SelectorOperator.Equals or SelectorOperator.DoubleEquals => value is not null && HasValue(value),
        SelectorOperator.NotIn or SelectorOperator.NotEquals => value is null || !HasValue(value),
        SelectorOperator.GreaterThan => TryInteger(value, out var number) && TryInteger(_values[0], out var bound) && number > bound,
        SelectorOperator.LessThan => TryInteger(value, out var number) && TryInteger(_values[0], out var bound) && number < bound,
        _ => false,
    };

    public override string ToString() => Operator switch
    {
        SelectorOperator.Exists => Key,
        SelectorOperator.DoesNotExist => "!" + Key,
        SelectorOperator.In => $"{Key} in ({string.Join(',', _values)})",
        SelectorOperator.NotIn => $"{Key} notin ({string.Join(',', _values)})",
        SelectorOperator.NotEquals => $"{Key}!={_values[0]}",
        SelectorOperator.GreaterThan => $"{Key}>{_values[0]}",
        SelectorOperator.LessThan => $"{Key}<{_values[0]}",
        SelectorOperator.DoubleEquals => $"{Key}=={_values[0]}",
        _ => $"{Key}={_values[0]}",
    };

    internal static bool TryInteger(string? text, out long number)
        => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private bool HasValue(string value)
    {
        foreach (var candidate in _values)
        {
            if (string.Equals(candidate, value, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
