using Kube.Machinery.Clients;

namespace Kube.Machinery.Informers;

/// <summary>Which objects an informer follows, and in which representation.</summary>
public sealed record InformerOptions(ResourceType Resource)
{
    public string? FieldSelector { get; init; }

    public string? LabelSelector { get; init; }

    public string ListAccept { get; init; } = ApiClient.Json;

    public string WatchAccept { get; init; } = ApiClient.Json;

    /// <summary>Only the metadata of the objects, as <see cref="PartialObjectMetadata"/>.</summary>
    public static InformerOptions MetadataOf(ResourceType resource)
        => new(resource) { ListAccept = PartialObjectMetadata.ListAccept, WatchAccept = PartialObjectMetadata.Accept };
}
