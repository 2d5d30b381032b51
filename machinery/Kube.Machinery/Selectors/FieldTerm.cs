namespace Kube.Machinery.Selectors;

/// <summary>One comparison of a field with a value.</summary>
public readonly record struct FieldTerm(string Field, string Value, bool Negated)
{
    public bool Matches(string? value) => string.Equals(value ?? "", Value, StringComparison.Ordinal) != Negated;

    public override string ToString() => $"{Field}{(Negated ? "!=" : "=")}{FieldValues.Escape(Value)}";
}
