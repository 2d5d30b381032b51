using Kube.ApiServer.Kinds.Core.ConfigMaps;
using Kube.ApiServer.Kinds.Core.Namespaces;
using Kube.ApiServer.Kinds.Core.Pods;

namespace Kube.ApiServer.Kinds;

/// <summary>Every resource this server serves, in discovery's order. A new kind is its folder and a line here.</summary>
internal static class BuiltInResources
{
    public static IReadOnlyList<Resource> All { get; } =
    [
        ConfigMapKind.Resource,
        NamespaceKind.Resource,
        PodKind.Resource,
    ];

    /// <exception cref="InvalidOperationException">There is none: a mistake of the caller.</exception>
    public static Resource Named(string group, string plural) => All.First(resource => resource.Group == group && resource.Plural == plural);
}
