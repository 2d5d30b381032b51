using System.Text.Json.Serialization;
using k8s.Models;

namespace Kube.Machinery.Informers;

/// <summary>A list of any kind.</summary>
public sealed class ObjectList<T>
{
    [JsonPropertyName("metadata")]
    public V1ListMeta? Metadata { get; set; }

    [JsonPropertyName("items")]
    public IList<T>? Items { get; set; }
}
