using Kube.ApiServer.Patching;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Audit.Policies;

/// <summary>Reads a policy's fields, each of which must be of its type, and keeps what is not known.</summary>
internal sealed class PolicyFields
{
    private readonly List<string> _unknown = [];

    public IReadOnlyList<string> Unknown => _unknown;

    public void Know(JsonMap map, string at, params ReadOnlySpan<string> known)
    {
        foreach (var field in map.Keys)
        {
            if (!known.Contains(field)) _unknown.Add($"unknown field \"{(at.Length == 0 ? field : $"{at}.{field}")}\"");
        }
    }

    public static string Text(JsonMap map, string field, string type) => map[field] switch
    {
        null => "",
        string text => text,
        var other => throw Mismatch(other, field, type, "string"),
    };

    public static bool? Flag(JsonMap map, string field, string type) => map[field] switch
    {
        null => null,
        bool flag => flag,
        var other => throw Mismatch(other, field, type, "bool"),
    };

    public static IReadOnlyList<string> Strings(JsonMap map, string field, string type) =>
        [.. List(map, field, type, "[]string").Select(item => item as string ?? throw Mismatch(item, field, type, "string"))];

    public static IReadOnlyList<JsonMap> Maps(JsonMap map, string field, string type) =>
        [.. List(map, field, type, "[]v1").Select(item => item as JsonMap ?? throw Mismatch(item, field, type, "v1"))];

    private static JsonList List(JsonMap map, string field, string type, string wanted) => map[field] switch
    {
        null => [],
        JsonList list => list,
        var other => throw Mismatch(other, field, type, wanted),
    };

    private static FormatException Mismatch(object? value, string field, string type, string wanted) =>
        new($"failed decoding: json: cannot unmarshal {PatchBody.KindOf(value)} into Go struct field {type}.{field} of type {wanted}");
}
