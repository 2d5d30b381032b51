namespace Kube.ApiServer.Caching;

/// <summary>What selectors look at, taken from an object's bytes once. Versions of an object that do not differ in it share one.</summary>
/// <param name="labels">The object's labels.</param>
/// <param name="fields">The values of the resource's selectable fields, in the order of <see cref="IObjectIndexer.Fields"/>.</param>
internal sealed class ObjectIndex(LabelSet labels, string[] fields) : IEquatable<ObjectIndex>
{
    public static readonly ObjectIndex Empty = new(default, []);

    public LabelSet Labels { get; } = labels;

    public IReadOnlyList<string> Fields { get; } = fields;

    public bool Equals(ObjectIndex? other) =>
        other is not null && Labels.Equals(other.Labels) && fields.AsSpan().SequenceEqual(other.FieldSpan);

    public override bool Equals(object? obj) => Equals(obj as ObjectIndex);

    public override int GetHashCode() => Labels.GetHashCode();

    private ReadOnlySpan<string> FieldSpan => fields;
}
