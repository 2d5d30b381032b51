using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;

namespace Kube.Machinery.Clients;

/// <summary>KubernetesClient's JSON, over bytes.</summary>
public static class ModelJson
{
    /// <summary>The options KubernetesClient itself reads and writes models with.</summary>
    public static JsonSerializerOptions Options { get; } = Capture();

    public static byte[] Serialize<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <exception cref="JsonException">The bytes are not JSON of the type, or are <c>null</c>.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> json)
        => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("null is no object");

    /// <summary>A copy that shares nothing with the original. What a cache holds is copied before it is changed.</summary>
    public static T DeepCopy<T>(this T value)
        where T : class
        => Deserialize<T>(Serialize(value));

    /// <summary>Whether two values say the same, whatever the order of their maps.</summary>
    public static bool SameAs<T>(this T? value, T? other)
        where T : class
        => JsonNode.DeepEquals(JsonSerializer.SerializeToNode(value, Options), JsonSerializer.SerializeToNode(other, Options));

    private static JsonSerializerOptions Capture()
    {
        JsonSerializerOptions? options = null;
        KubernetesJson.AddJsonOptions(current => options = current);
        return options!;
    }
}
