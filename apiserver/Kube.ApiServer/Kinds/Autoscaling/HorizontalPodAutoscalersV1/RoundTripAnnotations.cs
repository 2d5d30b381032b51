using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalersV1;

/// <summary>The annotations of a v1 autoscaler that hold, as JSON, what its fields cannot. What cannot be read is left out.</summary>
internal readonly struct RoundTripAnnotations(JsonMap annotations)
{
    public const string Metrics = Prefix + "metrics";
    public const string Behavior = Prefix + "behavior";
    public const string CurrentMetrics = Prefix + "current-metrics";
    public const string Conditions = Prefix + "conditions";

    private const string Prefix = "autoscaling.alpha.kubernetes.io/";

    /// <summary>All versions drop what a client sends of them, or left from another version.</summary>
    public static void Drop(JsonMap obj)
    {
        if (obj.Metadata().Map("annotations") is not { } annotations) return;
        var dropped = false;
        foreach (var name in (ReadOnlySpan<string>)[Metrics, Behavior, CurrentMetrics, Conditions]) dropped |= annotations.Remove(name);
        if (dropped && annotations.Count == 0) obj.Metadata().Remove("annotations");
    }

    public static void Keep(JsonMap obj, string name, object value) =>
        obj.GetOrAddMap("metadata").GetOrAddMap("annotations")[name] = JsonWriter.ToText(value);

    public IEnumerable<JsonMap> List(string name) => Read(name) is JsonList list ? list.OfType<JsonMap>() : [];

    public JsonMap? Map(string name) => Read(name) as JsonMap;

    private object? Read(string name)
    {
        if (annotations.Text(name) is not { Length: > 0 } text) return null;
        try
        {
            return JsonReader.Read(text);
        }
        catch (JsonSyntaxException)
        {
            return null;
        }
    }
}
