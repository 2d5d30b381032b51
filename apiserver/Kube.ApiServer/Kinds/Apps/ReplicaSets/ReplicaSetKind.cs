using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;

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
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Desired", "integer", Description: "@io.k8s.api.apps.v1.ReplicaSetSpec#replicas"),
                new TableColumn("Current", "integer", Description: "@io.k8s.api.apps.v1.ReplicaSetStatus#replicas"),
                new TableColumn("Ready", "integer", Description: "@io.k8s.api.apps.v1.ReplicaSetStatus#readyReplicas"),
                TableLayout.AgeColumn,
                PodSpecColumns.Containers,
                PodSpecColumns.Images,
                new TableColumn("Selector", Priority: 1, Description: "@io.k8s.api.apps.v1.ReplicaSetSpec#selector"),
            ],
            set =>
            [
                set.Name(),
                set.Spec().Number("replicas"),
                set.Status().Number("replicas"),
                set.Status().Number("readyReplicas"),
                TableLayout.Age(set),
                Cells.Containers(set.Spec().Part("template").Spec()),
                Cells.Images(set.Spec().Part("template").Spec()),
                Selectors.Format(set.Spec().Map("selector")),
            ]),
    };
}
