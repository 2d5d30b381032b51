using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;

namespace Kube.ApiServer.Kinds.Core.ReplicationControllers;

internal static class ReplicationControllerKind
{
    private static readonly ReplicationControllerStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "ReplicationController",
        Plural = "replicationcontrollers",
        StoragePrefix = "controllers",
        ShortNames = ["rc"],
        Categories = ["all"],
        Type = Types.Of("", "v1", "ReplicationController"),
        Strategy = Strategy,
        SelectableFields = [new("status.replicas", "0")],
        Subresources =
        [
            new ScaleSubresource { Name = "scale", Group = "autoscaling", Version = "v1", Kind = "Scale" },
            new ObjectSubresource { Name = "status", Strategy = new ReplicasStatusStrategy(Strategy) },
        ],
        Table = ReplicaTable.Of("io.k8s.api.core.v1.ReplicationController", Selectors.FormatLabels),
    };
}
