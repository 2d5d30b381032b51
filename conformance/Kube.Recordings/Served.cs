using Kube.OpenApi.Schemas;

namespace Kube.Recordings;

/// <summary>A resource of the built-in kinds, as the server's discovery has it.</summary>
internal sealed record Served(string Root, string Name, bool Namespaced, IReadOnlyList<string> Verbs, KindSchema Kind)
{
    public string Collection(string @namespace) => Namespaced ? $"{Root}/namespaces/{@namespace}/{Name}" : $"{Root}/{Name}";

    /// <summary>As in <c>v1</c> and <c>apps/v1</c>.</summary>
    public static async Task<HashSet<string>> GroupVersionsAsync(Api api) =>
        [.. (await api.ReadAsync("/apis")).Maps("groups").SelectMany(group => group.Maps("versions")).Select(version => version.String("groupVersion")!).Prepend("v1")];

    public static async Task<IReadOnlyList<Served>> DiscoverAsync(Api api)
    {
        var served = new List<Served>();
        foreach (var groupVersion in await GroupVersionsAsync(api))
        {
            var slash = groupVersion.IndexOf('/');
            var root = slash < 0 ? $"/api/{groupVersion}" : $"/apis/{groupVersion}";
            foreach (var resource in (await api.ReadAsync(root)).Maps("resources").Where(resource => !resource.String("name")!.Contains('/')))
            {
                var kind = KindCatalog.BuiltIn.Find(slash < 0 ? "" : groupVersion[..slash], groupVersion[(slash + 1)..], resource.String("kind")!);
                if (kind is not null) served.Add(new Served(root, resource.String("name")!, resource.Bool("namespaced") == true, [.. resource.List("verbs")!.OfType<string>()], kind));
            }
        }
        return served;
    }
}
