using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>
/// The fields that differ, a line each with the old and the new value. Upstream shows a diff of its Go structs here, which
/// clients only print.
/// </summary>
internal static class SpecDifference
{
    public static string Of(JsonMap before, JsonMap after) => string.Join('\n', Lines("", before, after)) + "\n";

    private static IEnumerable<string> Lines(string path, object? before, object? after)
    {
        if (Semantic.Equal(before, after)) yield break;
        if (before is JsonMap a && after is JsonMap b)
        {
            foreach (var line in a.Keys.Union(b.Keys).SelectMany(key => Lines(path.Length == 0 ? key : $"{path}.{key}", a[key], b[key]))) yield return line;
        }
        else if (before is JsonList x && after is JsonList y && x.Count == y.Count)
        {
            for (var i = 0; i < x.Count; i++)
            {
                foreach (var line in Lines($"{path}[{i}]", x[i], y[i])) yield return line;
            }
        }
        else
        {
            yield return $"- {path}: {JsonWriter.ToText(before)}";
            yield return $"+ {path}: {JsonWriter.ToText(after)}";
        }
    }
}
