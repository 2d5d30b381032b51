using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Subresources;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Discovery;

/// <summary>The plain discovery documents: APIVersions, APIGroupList, APIGroup and APIResourceList.</summary>
internal static class DiscoveryDocuments
{
    public static JsonMap Versions(string serverAddress) => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonList(["v1"]),
        ["serverAddressByClientCIDRs"] = new JsonList([new JsonMap { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = serverAddress }]),
    };

    public static JsonMap Groups(ResourceCatalog catalog) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonList(catalog.Groups.Select(Describe)),
    };

    public static JsonMap Group(ApiGroup group)
    {
        var document = new JsonMap { ["kind"] = "APIGroup", ["apiVersion"] = "v1" };
        foreach (var (key, value) in Describe(group)) document[key] = value;
        return document;
    }

    /// <summary>The core group's list is from before lists had an apiVersion.</summary>
    public static JsonMap Resources(ApiGroup group, string version)
    {
        var list = new JsonMap { ["kind"] = "APIResourceList" };
        if (group.Name.Length > 0) list["apiVersion"] = "v1";
        list["groupVersion"] = group.GroupVersion(version);
        list["resources"] = new JsonList(group.Resources(version).SelectMany(Describe));
        return list;
    }

    public static IEnumerable<string> Names(Verb verbs) =>
        Enum.GetValues<Verb>().Where(verb => verb != Verb.None && int.PopCount((int)verb) == 1 && verbs.HasFlag(verb))
            .Select(verb => verb.ToString().ToLowerInvariant());

    private static JsonMap Describe(ApiGroup group)
    {
        JsonMap Version(string version) => new() { ["groupVersion"] = group.GroupVersion(version), ["version"] = version };
        return new JsonMap
        {
            ["name"] = group.Name,
            ["versions"] = new JsonList(group.Versions.Select(Version)),
            ["preferredVersion"] = Version(group.Versions[0]),
        };
    }

    private static IEnumerable<JsonMap> Describe(Resource resource)
    {
        var entry = new JsonMap
        {
            ["name"] = resource.Plural,
            ["singularName"] = resource.Singular,
            ["namespaced"] = resource.Namespaced,
            ["kind"] = resource.Kind,
            ["verbs"] = new JsonList(Names(resource.Verbs)),
        };
        if (resource.ShortNames.Count > 0) entry["shortNames"] = new JsonList(resource.ShortNames);
        if (resource.Categories.Count > 0) entry["categories"] = new JsonList(resource.Categories);
        if (resource.IsStored) entry["storageVersionHash"] = StorageVersionHash.Of(resource);
        yield return entry;
        foreach (var subresource in resource.Subresources.OrderBy(subresource => subresource.Name, StringComparer.Ordinal))
        {
            yield return Describe(resource, subresource);
        }
    }

    private static JsonMap Describe(Resource resource, Subresource subresource)
    {
        var entry = new JsonMap { ["name"] = $"{resource.Plural}/{subresource.Name}", ["singularName"] = "", ["namespaced"] = resource.Namespaced };
        if (subresource.Group is not null) entry["group"] = subresource.Group;
        if (subresource.Version is not null) entry["version"] = subresource.Version;
        entry["kind"] = subresource.Kind ?? resource.Kind;
        entry["verbs"] = new JsonList(Names(subresource.Verbs));
        return entry;
    }
}
