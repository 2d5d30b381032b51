using Kube.OpenApi.Json;

namespace Kube.Recordings.OpenApi;

/// <summary>
/// <c>/openapi/v2</c>. The recorded document has lost most of what is inside paths and definitions; what it still says must be served:
/// every path, definition and shared parameter, by name, and whatever is left in them.
/// </summary>
internal sealed class OpenApiV2Check(string folder, Api api, Report report)
{
    private static readonly HashSet<string> Ignored = ["description"];

    public async Task RunAsync()
    {
        var recorded = (JsonMap)GoStructs.Flatten(JsonReader.Read(await File.ReadAllBytesAsync(Path.Combine(folder, "v2.json"))))!;
        var answer = await api.GetAsync("/openapi/v2");
        var served = (JsonMap)JsonReader.Read(answer.Body)!;
        var twins = recorded.Map("definitions")!.Keys.Where(IsTwin).ToList();
        foreach (var twin in twins) recorded.Map("definitions")!.Remove(twin);
        report.Explain("a definition that is in the recording of /openapi/v2 twice, as its aggregator found it in two forms", twins.Count);

        CompareNames("paths", recorded, served, name => name);
        CompareNames("definitions", recorded, served, name => name);
        // A name ends in a hash of what is said, descriptions included.
        CompareNames("parameters", recorded, served, name => name.Split('-')[0]);
        recorded.Remove("parameters");
        DropAggregators(recorded.Map("paths")!);
        DropUnserved(recorded.Map("definitions")!, await Served.GroupVersionsAsync(api));

        var lost = 0;
        report.Compared("/openapi/v2", Difference.Between(recorded, Kept(recorded, served, ref lost), Ignored));
        report.Explain("a field of /openapi/v2 that the recording has lost", lost);
        report.Expect("/openapi/v2", "the status for a known ETag", "304", $"{(await api.GetAsync("/openapi/v2", etag: answer["ETag"])).Status}");
    }

    private void CompareNames(string part, JsonMap recorded, JsonMap served, Func<string, string> comparable)
    {
        var (wanted, own) = (recorded.Map(part)!.Keys.Select(comparable).ToHashSet(), served.Map(part)!.Keys.Select(comparable).ToHashSet());
        report.Compared($"/openapi/v2 {part}", wanted.Except(own).Select(name => $"{name} is missing").Concat(own.Except(wanted).Select(name => $"{name} is unexpected")));
    }

    private void DropAggregators(JsonMap paths)
    {
        var dropped = paths.Keys.Where(path => path.StartsWith("/apis/apiregistration.k8s.io", StringComparison.Ordinal) || path == "/version/").ToList();
        foreach (var path in dropped) paths.Remove(path);
        report.Explain("a path of /openapi/v2 that upstream's aggregator describes by itself: it shares no parameters, and says what a GET consumes", dropped.Count);
    }

    private void DropUnserved(JsonMap definitions, HashSet<string> groupVersions)
    {
        foreach (var kinds in definitions.Select(definition => ((JsonMap)definition.Value!).List("x-kubernetes-group-version-kind")).OfType<JsonList>())
        {
            var dropped = kinds.RemoveAll(kind => kind is JsonMap map && !groupVersions.Contains($"{map.String("group")}/{map.String("version")}".TrimStart('/')));
            report.Explain("a kind that /openapi/v2 says exists in a version that is not served", dropped);
        }
    }

    private static bool IsTwin(string definition) => definition.EndsWith("_v2", StringComparison.Ordinal);

    /// <summary>What was served, without what was not recorded of objects.</summary>
    private static object? Kept(object? recorded, object? served, ref int lost)
    {
        switch (recorded, served)
        {
            case (JsonMap map, JsonMap own):
                var kept = new JsonMap(map.Count);
                foreach (var (key, value) in own)
                {
                    if (map.ContainsKey(key)) kept[key] = Kept(map[key], value, ref lost);
                    else lost++;
                }
                return kept;
            case (JsonList list, JsonList own) when list.Count == own.Count:
                var items = new JsonList(own.Count);
                for (var i = 0; i < own.Count; i++) items.Add(Kept(list[i], own[i], ref lost));
                return items;
            default:
                return served;
        }
    }
}
