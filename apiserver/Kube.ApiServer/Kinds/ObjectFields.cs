using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds;

/// <summary>
/// Reading the parts every object has. Absent and zero are one in Go's structs, so absent text reads as "", an absent
/// number as 0 and an absent object as an empty one (which is not part of the tree: write with GetOrAddMap).
/// </summary>
internal static class ObjectFields
{
    public static JsonMap Part(this JsonMap map, string key) => map.Map(key) ?? new JsonMap(0);

    public static JsonMap Metadata(this JsonMap obj) => obj.Part("metadata");

    public static JsonMap Spec(this JsonMap obj) => obj.Part("spec");

    public static JsonMap Status(this JsonMap obj) => obj.Part("status");

    public static string Name(this JsonMap obj) => obj.Metadata().Text("name");

    public static JsonMap Labels(this JsonMap obj) => obj.Metadata().Part("labels");

    public static JsonMap Annotations(this JsonMap obj) => obj.Metadata().Part("annotations");

    public static bool IsBeingDeleted(this JsonMap obj) => obj.Metadata().Has("deletionTimestamp");

    public static string Text(this JsonMap map, string key) => map.String(key) ?? "";

    public static long Number(this JsonMap map, string key) => map.Long(key) ?? 0;

    public static bool IsTrue(this JsonMap map, string key) => map.Bool(key) == true;

    /// <summary>A value other than null is there: Go's pointer is set.</summary>
    public static bool Has(this JsonMap map, string key) => map[key] is not null;

    public static IReadOnlyList<string> Strings(this JsonMap map, string key) =>
        map.List(key) is { Count: > 0 } list ? [.. list.OfType<string>()] : [];

    public static int CountOf(this JsonMap map, string key) => map[key] switch
    {
        JsonList list => list.Count,
        JsonMap fields => fields.Count,
        string text => text.Length,
        _ => 0,
    };

    /// <summary>Makes <paramref name="key"/> of <paramref name="to"/> what it is in <paramref name="from"/>, absent included.</summary>
    public static void CopyField(this JsonMap to, string key, JsonMap from)
    {
        if (from.TryGetValue(key, out var value)) to[key] = JsonValues.DeepClone(value);
        else to.Remove(key);
    }

    /// <summary>Equal where absent, null, empty text, 0, false, [] and {} are all the same: apimachinery's Semantic.DeepEqual.</summary>
    public static bool SameField(this JsonMap a, JsonMap b, string key) => Semantic.Equal(a[key], b[key]);
}
