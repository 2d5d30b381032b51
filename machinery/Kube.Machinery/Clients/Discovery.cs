using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kube.Machinery.Clients;

/// <summary>What a server serves, read from its aggregated discovery (<c>apidiscovery.k8s.io/v2</c>), two requests.</summary>
public static class Discovery
{
    private const string Accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

    /// <summary>Each resource once, in the first, which is its group's most preferred, of the versions that have it.</summary>
    public static IEnumerable<ServedResource> Preferred(IEnumerable<ServedResource> resources)
        => resources.DistinctBy(resource => (resource.Type.Group, resource.Type.Plural));

    /// <summary>Every resource in every version, preferred versions first. Versions that a dead extension serves are left out.</summary>
    public static async Task<IReadOnlyList<ServedResource>> ResourcesAsync(ApiClient client, CancellationToken cancellationToken)
    {
        var resources = new List<ServedResource>();
        foreach (var root in new[] { "api", "apis" })
        {
            var body = await client.SendAsync(HttpMethod.Get, root, accept: Accept, cancellationToken: cancellationToken);
            var list = JsonNode.Parse(body)!;
            if ((string?)list["kind"] != "APIGroupDiscoveryList")
                throw new JsonException("the server has no aggregated discovery");
            foreach (var group in Items(list["items"]))
                resources.AddRange(OfGroup(group));
        }
        return resources;
    }

    private static IEnumerable<ServedResource> OfGroup(JsonNode group)
    {
        var name = (string?)group["metadata"]?["name"] ?? "";
        foreach (var version in Items(group["versions"]).Where(version => (string?)version["freshness"] != "Stale"))
        {
            foreach (var resource in Items(version["resources"]))
            {
                yield return new ServedResource(
                    new ResourceType(
                        name, (string)version["version"]!, (string)resource["resource"]!, (string?)resource["responseKind"]?["kind"] ?? ""),
                    (string?)resource["scope"] == "Namespaced",
                    Items(resource["verbs"]).Select(verb => (string)verb!).ToHashSet());
            }
        }
    }

    private static IEnumerable<JsonNode> Items(JsonNode? array) => array is JsonArray items ? items.OfType<JsonNode>() : [];
}
