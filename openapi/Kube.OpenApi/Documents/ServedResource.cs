using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Documents;

/// <summary>A resource a server serves, as far as its OpenAPI documents depend on it.</summary>
public sealed record ServedResource
{
    /// <summary>The plural in the path, as in <c>pods</c>.</summary>
    public required string Name { get; init; }

    public required KindSchema Kind { get; init; }

    public required bool Namespaced { get; init; }

    /// <summary>As in discovery: create, delete, deletecollection, get, list, patch, update, watch.</summary>
    public required IReadOnlyList<string> Verbs { get; init; }

    /// <summary>The kind a list answers with; null when the resource cannot be listed.</summary>
    public KindSchema? List { get; init; }

    /// <summary>Deleting one answers with the object rather than a Status.</summary>
    public bool DeleteReturnsObject { get; init; }

    public IReadOnlyList<ServedSubresource> Subresources { get; init; } = [];
}

/// <summary>Something below one object, as in <c>pods/{name}/status</c>.</summary>
public sealed record ServedSubresource
{
    public required string Name { get; init; }

    /// <summary>What it reads and writes; for one that is connected to (exec, proxy), the kind of its options.</summary>
    public required KindSchema Kind { get; init; }

    public required IReadOnlyList<string> Verbs { get; init; }

    /// <summary>What its query parameters are, for one that answers with text or a stream (log, exec, proxy); null otherwise.</summary>
    public KindSchema? Options { get; init; }

    internal bool IsConnect => Options is not null && Options.Type == Kind.Type;
}
