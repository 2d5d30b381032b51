using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;

namespace Kube.ApiServer.Kinds.Apps.ReplicaSets;

internal static class ReplicaSetKind
{
    private static readonly ReplicaSetStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "apps",
        Kind = "ReplicaSet",
        Plural = "replicasets",
        ShortNames = ["rs"],
        Categories = ["all"],
        Type = Types.Of("apps", "v1", "ReplicaSet"),
        Strategy = Strategy,
        SelectableFields = [new("status.replicas", "0")],
        Subresources =
        [
            new ScaleSubresource { Name = "scale", Group = "autoscaling", Version = "v1", Kind = "Scale" },
            new ObjectSubresource { Name = "status", Strategy = new ReplicasStatusStrategy(Strategy) },
        ],
        Table = ReplicaTable.Of("io.k8s.api.apps.v1.ReplicaSet", Selectors.Format),
    };
}
