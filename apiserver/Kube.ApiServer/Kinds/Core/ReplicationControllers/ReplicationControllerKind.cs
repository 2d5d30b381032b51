using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;

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
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Desired", "integer", Description: "@io.k8s.api.core.v1.ReplicationControllerSpec#replicas"),
                new TableColumn("Current", "integer", Description: "@io.k8s.api.core.v1.ReplicationControllerStatus#replicas"),
                new TableColumn("Ready", "integer", Description: "@io.k8s.api.core.v1.ReplicationControllerStatus#readyReplicas"),
                TableLayout.AgeColumn,
                PodSpecColumns.Containers,
                PodSpecColumns.Images,
                new TableColumn("Selector", Priority: 1, Description: "@io.k8s.api.core.v1.ReplicationControllerSpec#selector"),
            ],
            controller =>
            [
                controller.Name(),
                controller.Spec().Number("replicas"),
                controller.Status().Number("replicas"),
                controller.Status().Number("readyReplicas"),
                TableLayout.Age(controller),
                Cells.Containers(controller.Spec().Part("template").Spec()),
                Cells.Images(controller.Spec().Part("template").Spec()),
                Selectors.FormatLabels(controller.Spec().Map("selector")),
            ]),
    };
}
