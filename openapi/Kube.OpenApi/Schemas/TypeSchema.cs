using Kube.OpenApi.Wire;

namespace Kube.OpenApi.Schemas;

/// <summary>
/// One type of the API: decoding, defaulting, merging, field ownership, OpenAPI and the wire format all follow from it.
/// Types are built once by a catalog and never change afterwards; they may refer to themselves (JSONSchemaProps).
/// </summary>
public sealed class TypeSchema
{
    private FieldIndex? _index;

    /// <summary>The OpenAPI definition's name, as in <c>io.k8s.api.core.v1.PodSpec</c>; empty for lists, maps and scalars without one.</summary>
    public string Name { get; init; } = "";

    public required ValueKind Kind { get; init; }

    /// <summary>OpenAPI format: int32, int64, double, byte, date-time; null without one.</summary>
    public string? Format { get; init; }

    /// <summary>The fields of a <see cref="ValueKind.Struct"/> in upstream's order.</summary>
    public IReadOnlyList<FieldSchema> Fields { get; internal set; } = [];

    /// <summary>What a list or map holds.</summary>
    public TypeSchema? Element { get; internal set; }

    /// <summary>Server-side apply's list semantics.</summary>
    public ListType ListType
    {
        get => PublishedListType ?? ListType.Atomic;
        init => PublishedListType = value;
    }

    /// <summary><c>x-kubernetes-list-type</c> as published; null where the schema does not say.</summary>
    public ListType? PublishedListType { get; init; }

    /// <summary>The fields that identify an element of a <see cref="ListType.Map"/> list.</summary>
    public IReadOnlyList<string> ListMapKeys { get; init; } = [];

    /// <summary>A struct or map that server-side apply owns as a whole: <c>x-kubernetes-map-type: atomic</c>.</summary>
    public bool Atomic { get; init; }

    /// <summary><c>x-kubernetes-map-type: granular</c> is published, against what the definition says or without need.</summary>
    public bool Granular { get; init; }

    /// <summary>Strategic merge patch: the list is merged (by <see cref="PatchMergeKey"/> or as a set), not replaced.</summary>
    public bool PatchMerge { get; init; }

    /// <summary>Strategic merge patch: <c>retainKeys</c> is among the field's patch strategies.</summary>
    public bool PatchRetainKeys { get; init; }

    /// <summary>Strategic merge patch: <c>replace</c> is among the field's patch strategies.</summary>
    public bool PatchReplace { get; init; }

    /// <summary>Strategic merge patch: the field that identifies an element; null for lists of scalars.</summary>
    public string? PatchMergeKey { get; init; }

    /// <summary>Fields the schema does not know are kept: <c>x-kubernetes-preserve-unknown-fields</c>.</summary>
    public bool PreserveUnknown { get; init; }

    /// <summary>The value is a whole object with apiVersion, kind and metadata: <c>x-kubernetes-embedded-resource</c>.</summary>
    public bool EmbeddedResource { get; init; }

    /// <summary>
    /// A type made from a custom resource definition. What does not fit it is no decoding error but kept for validation to
    /// report, nulls are kept, and no zero value is dropped or added.
    /// </summary>
    public bool Custom { get; init; }

    /// <summary>Finds fields and their place in <see cref="Fields"/>.</summary>
    internal FieldIndex Index => _index ??= new(Fields);

    /// <summary>How many fields the object read last had: objects are alike, so a guess at the size of the next. No more than that.</summary>
    internal int UsualCount { get; set; }

    /// <summary>Made by <see cref="WireLayout.Of"/>.</summary>
    internal WireLayout? Layout { get; set; }

    public FieldSchema? Field(string name) => Index.Find(name) is var at and >= 0 ? Fields[at] : null;

    public override string ToString() => Name.Length > 0 ? Name : Element is null ? Kind.ToString() : $"{Kind}<{Element}>";
}
