using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Kube.Machinery.Clients;

/// <summary>The metadata of an object of any kind, <c>meta.k8s.io/v1</c>.</summary>
public sealed class PartialObjectMetadata : IKubernetesObject<V1ObjectMeta>
{
    public const string ListAccept = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
    public const string Accept = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = null!;

    [JsonPropertyName("kind")]
    public string Kind { get; set; } = null!;

    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = null!;
}
