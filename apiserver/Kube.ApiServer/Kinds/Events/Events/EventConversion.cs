using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Events.Events;

/// <summary>The two versions of an event differ in names alone: <c>pkg/apis/events/v1/conversion.go</c>.</summary>
internal static class EventConversion
{
    private static readonly (string Core, string New)[] Names =
    [
        ("involvedObject", "regarding"),
        ("message", "note"),
        ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"),
        ("reportingComponent", "reportingController"),
    ];

    private static readonly Dictionary<string, string> NewNames = Names.ToDictionary(name => name.Core, name => name.New);
    private static readonly Dictionary<string, string> CoreNames = Names.ToDictionary(name => name.New, name => name.Core);

    public static JsonMap ToCore(JsonMap obj) => Rename(obj, CoreNames);

    public static JsonMap FromCore(JsonMap obj) => Rename(obj, NewNames);

    private static JsonMap Rename(JsonMap obj, Dictionary<string, string> names)
    {
        var renamed = new JsonMap(obj.Count);
        foreach (var (key, value) in obj) renamed[names.GetValueOrDefault(key, key)] = JsonValues.DeepClone(value);
        return renamed;
    }
}
