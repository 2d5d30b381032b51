using System.Text.Json.Nodes;

namespace Kube.Conformance.Clients.Resources;

/// <summary>A resource, as aggregated discovery tells of it.</summary>
/// <param name="Version">With the group, as in <c>apiVersion</c>.</param>
/// <param name="Subresources">Their names, and the verbs of each.</param>
internal sealed record ServedResource(
    string Version, string Plural, string Kind, bool IsNamespaced, IReadOnlyList<string> Verbs, IReadOnlyDictionary<string, IReadOnlyList<string>> Subresources)
{
    public string Key => $"{Version}/{Plural}";

    public string Path(string @namespace) =>
        $"{(Version.Contains('/') ? "/apis" : "/api")}/{Version}{(IsNamespaced ? $"/namespaces/{@namespace}" : "")}/{Plural}";

    public static IEnumerable<ServedResource> Of(JsonNode discovery) =>
        from item in discovery["items"]!.AsArray()
        let name = (string?)item["metadata"]?["name"] ?? ""
        from version in item["versions"]!.AsArray()
        from resource in version["resources"]!.AsArray()
        select new ServedResource(
            name.Length > 0 ? $"{name}/{version["version"]}" : (string)version["version"]!,
            (string)resource["resource"]!,
            (string)resource["responseKind"]!["kind"]!,
            (string)resource["scope"]! == "Namespaced",
            VerbsOf(resource),
            (resource["subresources"]?.AsArray() ?? []).ToDictionary(sub => (string)sub!["subresource"]!, sub => VerbsOf(sub!)));

    private static IReadOnlyList<string> VerbsOf(JsonNode node) => [.. node["verbs"]!.AsArray().Select(verb => (string)verb!)];
}
