using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>The class an annotation makes the default: of several the newest, and of those the first by name.</summary>
internal static class DefaultClass
{
    private static readonly object Slot = new();

    public static string? Of(CacheSnapshot classes, params IReadOnlyList<string> annotations) => classes.Enumerate()
        .Select(state => state.GetOrDerive(Slot, static found => Facts.Of(found)))
        .Where(facts => annotations.Any(annotation => facts.Annotations.Text(annotation) == "true"))
        .OrderByDescending(facts => facts.Created, StringComparer.Ordinal).ThenBy(facts => facts.Name, StringComparer.Ordinal)
        .FirstOrDefault()?.Name;

    private sealed record Facts(string Name, string Created, JsonMap Annotations)
    {
        public static Facts Of(CachedObject state)
        {
            var obj = (JsonMap)JsonReader.Read(state.Json.Span)!;
            return new Facts(state.Name, obj.Metadata().Text("creationTimestamp"), obj.Annotations());
        }
    }
}
