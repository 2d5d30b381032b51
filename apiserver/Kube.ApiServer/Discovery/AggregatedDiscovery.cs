using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Subresources;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Discovery;

/// <summary>apidiscovery.k8s.io/v2 APIGroupDiscoveryList: all of discovery in one document for <c>/api</c> and one for <c>/apis</c>.</summary>
internal static class AggregatedDiscovery
{
    public static JsonMap Document(IEnumerable<ApiGroup> groups, string version) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = $"apidiscovery.k8s.io/{version}",
        ["metadata"] = new JsonMap(),
        ["items"] = new JsonList(groups.Select(Describe)),
    };

    private static JsonMap Describe(ApiGroup group)
    {
        var metadata = new JsonMap();
        if (group.Name.Length > 0) metadata["name"] = group.Name;
        return new JsonMap
        {
            ["metadata"] = metadata,
            ["versions"] = new JsonList(group.Versions.Select(version => new JsonMap
            {
                ["version"] = version,
                ["resources"] = new JsonList(group.Resources(version).Select(Describe)),
                ["freshness"] = "Current",
            })),
        };
    }

    private static JsonMap Describe(Resource resource)
    {
        var entry = new JsonMap
        {
            ["resource"] = resource.Plural,
            ["responseKind"] = ResponseKind(null, null, resource.Kind),
            ["scope"] = resource.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = resource.Singular,
            ["verbs"] = new JsonList(DiscoveryDocuments.Names(resource.Verbs)),
        };
        if (resource.ShortNames.Count > 0) entry["shortNames"] = new JsonList(resource.ShortNames);
        if (resource.Categories.Count > 0) entry["categories"] = new JsonList(resource.Categories);
        if (resource.Subresources.Count > 0)
        {
            entry["subresources"] = new JsonList(resource.Subresources.OrderBy(subresource => subresource.Name, StringComparer.Ordinal)
                .Select(subresource => Describe(resource, subresource)));
        }
        return entry;
    }

    private static JsonMap Describe(Resource resource, Subresource subresource) => new()
    {
        ["subresource"] = subresource.Name,
        ["responseKind"] = ResponseKind(subresource.Group, subresource.Version, subresource.Kind ?? resource.Kind),
        ["verbs"] = new JsonList(DiscoveryDocuments.Names(subresource.Verbs)),
    };

    private static JsonMap ResponseKind(string? group, string? version, string kind) =>
        new() { ["group"] = group ?? "", ["version"] = version ?? "", ["kind"] = kind };
}
