using System.Collections.Frozen;
using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Discovery;

/// <summary>The resources this server serves, found by group, version and plural.</summary>
internal sealed class ResourceCatalog
{
    private readonly FrozenDictionary<(string Group, string Version, string Plural), Resource> _byPath;

    public ResourceCatalog(IEnumerable<Resource> resources)
    {
        All = [.. resources];
        _byPath = All.ToFrozenDictionary(resource => (resource.Group, resource.Version, resource.Plural));
        Groups = [.. All.Where(resource => resource.Group.Length > 0).GroupBy(resource => resource.Group).Select(group => new ApiGroup(group.Key, [.. group]))];
        Core = new ApiGroup("", [.. All.Where(resource => resource.Group.Length == 0)]);
    }

    public IReadOnlyList<Resource> All { get; }

    public ApiGroup Core { get; }

    /// <summary>The named groups in the order of registration, which is discovery's order.</summary>
    public IReadOnlyList<ApiGroup> Groups { get; }

    public Resource? Find(string group, string version, string plural) => _byPath.GetValueOrDefault((group, version, plural));

    public Resource? FindKind(string group, string version, string kind) =>
        All.FirstOrDefault(resource => resource.Kind == kind && resource.Group == group && resource.Version == version);
}
