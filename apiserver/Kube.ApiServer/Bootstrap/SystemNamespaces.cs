using Kube.ApiServer.Kinds.Core.Namespaces;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Bootstrap;

/// <summary>The namespaces upstream's system-namespaces controller keeps.</summary>
internal static class SystemNamespaces
{
    private static readonly string[] Names = ["default", "kube-system", "kube-public", "kube-node-lease"];

    public static async Task EnsureAsync(ResourceRegistry registry, CancellationToken cancellation)
    {
        foreach (var name in Names)
        {
            if (await registry.LookUpAsync(NamespaceKind.Resource, "", name, cancellation) is not null) continue;
            await registry.CreateUnlessThereAsync(NamespaceKind.Resource, "", new JsonMap { ["metadata"] = new JsonMap { ["name"] = name } }, cancellation);
        }
    }
}
