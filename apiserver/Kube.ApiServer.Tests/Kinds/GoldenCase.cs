using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Kinds;

/// <summary>
/// One request and the answer Kubernetes v1.36 gives, from a file: <c>{namespace}</c> stands for the test's own namespace, and
/// "*" for any value where each server has its own (uid, times, allocated addresses). Field ownership has its own tests.
/// </summary>
internal sealed record GoldenCase(string Path, JsonMap Body, IReadOnlyList<string> Warnings, int Status, JsonMap Response)
{
    private static readonly string Root = System.IO.Path.Combine(AppContext.BaseDirectory, "Kinds", "Golden");

    public static IEnumerable<object[]> In(string folder) =>
        Directory.EnumerateFiles(System.IO.Path.Combine(Root, folder), "*.json").Order(StringComparer.Ordinal).Select(file => new object[] { System.IO.Path.GetFileNameWithoutExtension(file) });

    public static GoldenCase Read(string folder, string name, string @namespace)
    {
        var text = File.ReadAllText(System.IO.Path.Combine(Root, folder, name + ".json")).Replace("{namespace}", @namespace, StringComparison.Ordinal);
        var map = (JsonMap)JsonReader.Read(text)!;
        var warnings = map.List("warnings")?.OfType<string>().ToList() ?? [];
        return new GoldenCase(map.String("path")!, map.Map("body")!, warnings, (int)map.Long("status")!.Value, map.Map("response")!);
    }

    /// <summary>Where the values differ, a line each; none when they agree.</summary>
    public static IEnumerable<string> Differences(object? expected, object? actual, string path = "")
    {
        switch (expected, actual)
        {
            case ("*", _):
                return [];
            case (JsonMap wanted, JsonMap got):
                return wanted.Keys.Union(got.Keys).Where(key => key != "managedFields").SelectMany(key => Differences(wanted[key], got[key], $"{path}.{key}")).ToList();
            case (JsonList wanted, JsonList got) when wanted.Count == got.Count:
                return wanted.Zip(got).SelectMany((pair, index) => Differences(pair.First, pair.Second, $"{path}[{index}]")).ToList();
            default:
                return JsonValues.DeepEquals(expected, actual) ? [] : [$"{path}: expected {JsonWriter.ToText(expected)}, got {JsonWriter.ToText(actual)}"];
        }
    }
}
