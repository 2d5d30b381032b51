using Kube.OpenApi.Generator.Facts;
using Kube.OpenApi.Generator.Models;

namespace Kube.OpenApi.Generator.Catalog;

/// <summary>What becomes a <c>TypeSchema</c>; its properties mean the same.</summary>
internal sealed record TypeNode(string Value)
{
    public string Definition { get; init; } = "";
    public string Format { get; init; } = "";
    public bool Atomic { get; init; }
    public bool Granular { get; init; }
    public string ListType { get; init; } = "";
    public IReadOnlyList<string> ListMapKeys { get; init; } = [];
    public string PatchStrategy { get; init; } = "";
    public string PatchMergeKey { get; init; } = "";
    public string Union { get; init; } = "";

    /// <summary>The client operation whose parameters describe the fields of options.</summary>
    public string Operation { get; init; } = "";

    /// <summary>The class the descriptions are taken from.</summary>
    public Model? Model { get; init; }

    /// <summary>The C# property described in its stead, as in <c>V1JSONSchemaProps.Items</c>, where there is no class; null without.</summary>
    public string? DescribedBy { get; init; }

    /// <summary>The node of the same definition whose fields this one has too; null on that node itself.</summary>
    public TypeNode? Base { get; init; }

    public TypeNode? Element { get; init; }

    /// <summary>Filled after all definitions are known, since types refer to each other in circles.</summary>
    public List<FieldNode> Fields { get; } = [];

    public bool Equals(TypeNode? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

internal sealed record FieldNode(FieldFact Fact, TypeNode Type);

internal sealed record KindNode(string Group, string Version, string Kind, TypeNode Type);

internal sealed record CatalogModel(IReadOnlyList<TypeNode> Types, IReadOnlyList<KindNode> Kinds);
