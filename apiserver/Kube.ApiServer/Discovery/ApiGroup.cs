using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Discovery;

/// <summary>The resources of a group; its versions are in order of preference.</summary>
internal sealed class ApiGroup(string name, IReadOnlyList<Resource> resources)
{
    public string Name { get; } = name;

    public IReadOnlyList<string> Versions { get; } = [.. resources.Select(resource => resource.Version).Distinct()];

    /// <summary>The resources of a version by plural, as discovery lists them.</summary>
    public IEnumerable<Resource> Resources(string version) =>
        resources.Where(resource => resource.Version == version).OrderBy(resource => resource.Plural, StringComparer.Ordinal);

    public string GroupVersion(string version) => Name.Length == 0 ? version : $"{Name}/{version}";
}
