using Kube.ApiServer.Kinds.Core.ConfigMaps;
using Kube.ApiServer.Kinds.Core.Endpoints;
using Kube.ApiServer.Kinds.Core.Events;
using Kube.ApiServer.Kinds.Core.Namespaces;
using Kube.ApiServer.Kinds.Core.Nodes;
using Kube.ApiServer.Kinds.Core.Pods;
using Kube.ApiServer.Kinds.Core.Secrets;
using Kube.ApiServer.Kinds.Core.ServiceAccounts;
using Kube.ApiServer.Kinds.Core.Services;

namespace Kube.ApiServer.Kinds;

/// <summary>Every resource this server serves, in discovery's order. A new kind is its folder and a line here.</summary>
internal static class BuiltInResources
{
    public static IReadOnlyList<Resource> All { get; } =
    [
        ConfigMapKind.Resource,
        EndpointsKind.Resource,
        EventKind.Resource,
        NamespaceKind.Resource,
        NodeKind.Resource,
        PodKind.Resource,
        SecretKind.Resource,
        ServiceAccountKind.Resource,
        ServiceKind.Resource,
    ];

    /// <exception cref="InvalidOperationException">There is none: a mistake of the caller.</exception>
    public static Resource Named(string group, string plural) => All.First(resource => resource.Group == group && resource.Plural == plural);
}
