using Kube.OpenApi.Json;

namespace Kube.Recordings.OpenApi;

/// <summary>A reference that something is said of beside it is wrapped in allOf; what is said may be newer, so both become the bare reference.</summary>
internal static class References
{
    public static object? Bare(object? value)
    {
        if (value is JsonList list) return new JsonList(list.Select(Bare));
        if (value is not JsonMap map) return value;
        var bare = new JsonMap(map.Count);
        foreach (var (key, field) in map)
        {
            if (key == "allOf" && field is JsonList { Count: 1 } only && only[0] is JsonMap { Count: 1 } reference && reference.ContainsKey("$ref")) bare["$ref"] = reference["$ref"];
            else bare[key] = Bare(field);
        }
        return bare;
    }
}
