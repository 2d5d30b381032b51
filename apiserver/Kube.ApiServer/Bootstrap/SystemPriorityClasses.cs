using Kube.ApiServer.Kinds.Scheduling.PriorityClasses;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Bootstrap;

/// <summary>The priority classes of the system's own pods: upstream's <c>scheduling/bootstrap-system-priority-classes</c> hook.</summary>
internal static class SystemPriorityClasses
{
    private static readonly (string Name, string Description)[] Classes =
    [
        ("system-node-critical", "Used for system critical pods that must not be moved from their current node."),
        ("system-cluster-critical", "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary."),
    ];

    public static Task EnsureAsync(ResourceRegistry registry, CancellationToken cancellation) =>
        Task.WhenAll(Classes.Select(async known =>
        {
            if (await registry.LookUpAsync(PriorityClassKind.Resource, "", known.Name, cancellation) is not null) return;
            var made = new JsonMap
            {
                ["metadata"] = new JsonMap { ["name"] = known.Name },
                ["value"] = PriorityClassStrategy.SystemValues[known.Name],
                ["description"] = known.Description,
            };
            await registry.CreateUnlessThereAsync(PriorityClassKind.Resource, "", made, cancellation);
        }));
}
