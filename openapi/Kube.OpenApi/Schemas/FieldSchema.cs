using System.Text;

namespace Kube.OpenApi.Schemas;

/// <summary>A field of a <see cref="ValueKind.Struct"/>.</summary>
public sealed class FieldSchema
{
    private byte[]? _encodedName;

    /// <summary>The JSON name; one instance for the whole process, so that lookups usually compare references.</summary>
    public required string Name { get; init; }

    public required TypeSchema Schema { get; init; }

    public required Presence Presence { get; init; }

    /// <summary>Listed under <c>required</c> in the published schema.</summary>
    public bool Required { get; init; }

    /// <summary>The published default (a JSON value), or null.</summary>
    public object? Default { get; init; }

    /// <summary>A custom resource's field that may be null: <c>nullable</c>.</summary>
    public bool Nullable { get; init; }

    /// <summary>The published enum values; empty without.</summary>
    public IReadOnlyList<string> Enum { get; init; } = [];

    /// <summary>The protobuf field number; 0 for a custom resource's field.</summary>
    public int WireNumber { get; init; }

    /// <summary>
    /// The numbers of the messages around the field that JSON does not show, outermost first: a Go struct embedded inline is a
    /// message of its own in protobuf (Volume's sources). Usually empty.
    /// </summary>
    public IReadOnlyList<int> WireParents { get; init; } = [];

    /// <summary>Go's name for the field's type, which decoding errors show, where it does not follow from <see cref="Schema"/>.</summary>
    public string? GoType { get; init; }

    /// <summary><c>"name":</c> as written into JSON.</summary>
    internal byte[] EncodedName => _encodedName ??= Encoding.UTF8.GetBytes($"\"{Name}\":");

    public override string ToString() => $"{Name}: {Schema}";
}
