namespace Kube.ApiServer.Kinds.Subresources;

/// <summary>A path below an object, as in <c>pods/{name}/log</c>.</summary>
internal abstract class Subresource
{
    public required string Name { get; init; }

    /// <summary>The verbs discovery lists.</summary>
    public abstract Verb Verbs { get; }

    /// <summary>Group, version and kind of what travels, where they are not the parent's.</summary>
    public string? Group { get; init; }

    public string? Version { get; init; }

    public string? Kind { get; init; }
}
