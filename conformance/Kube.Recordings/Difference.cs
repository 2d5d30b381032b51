using System.Text.RegularExpressions;
using Kube.OpenApi.Json;

namespace Kube.Recordings;

/// <summary>What differs between two JSON values, a line each.</summary>
internal static partial class Difference
{
    private const int ShownCharacters = 160;

    /// <param name="ignored">Fields, wherever they are, and paths, without the indexes of lists, that are not compared.</param>
    public static IEnumerable<string> Between(object? expected, object? actual, IReadOnlySet<string> ignored, string path = "")
    {
        switch (expected, actual)
        {
            case (JsonMap wanted, JsonMap got):
                return wanted.Keys.Union(got.Keys).Where(key => !ignored.Contains(key) && !ignored.Contains($"{Index().Replace(path, "")}/{key}")).SelectMany(key => Field(wanted, got, key, ignored, path));
            case (JsonList wanted, JsonList got) when wanted.Count == got.Count:
                return wanted.Zip(got).SelectMany((pair, index) => Between(pair.First, pair.Second, ignored, $"{path}[{index}]"));
            default:
                return JsonValues.DeepEquals(expected, actual) ? [] : [$"{path}: {Shown(actual)}, not {Shown(expected)}"];
        }
    }

    private static IEnumerable<string> Field(JsonMap wanted, JsonMap got, string key, IReadOnlySet<string> ignored, string path)
    {
        if (!got.ContainsKey(key)) return [$"{path}/{key}: missing, should be {Shown(wanted[key])}"];
        if (!wanted.ContainsKey(key)) return [$"{path}/{key}: unexpected {Shown(got[key])}"];
        return Between(wanted[key], got[key], ignored, $"{path}/{key}");
    }

    private static string Shown(object? value) => JsonWriter.ToText(value) is { Length: > ShownCharacters } text ? text[..ShownCharacters] + "…" : JsonWriter.ToText(value);

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
