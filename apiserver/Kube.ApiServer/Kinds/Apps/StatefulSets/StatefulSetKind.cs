using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Apps.StatefulSets;

internal static class StatefulSetKind
{
    private static readonly StatefulSetStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "apps",
        Kind = "StatefulSet",
        Plural = "statefulsets",
        ShortNames = ["sts"],
        Categories = ["all"],
        Type = Types.Of("apps", "v1", "StatefulSet"),
        Strategy = Strategy,
        Subresources =
        [
            new ScaleSubresource { Name = "scale", Group = "autoscaling", Version = "v1", Kind = "Scale" },
            new ObjectSubresource { Name = "status", Strategy = new StatefulSetStatusStrategy(Strategy) },
        ],
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Ready", Description: "Number of the pod with ready state"),
                TableLayout.AgeColumn,
                PodSpecColumns.Containers,
                PodSpecColumns.Images,
            ],
            set =>
            [
                set.Name(),
                $"{set.Status().Number("readyReplicas")}/{set.Spec().Number("replicas")}",
                TableLayout.Age(set),
                Cells.Containers(set.Spec().Part("template").Spec()),
                Cells.Images(set.Spec().Part("template").Spec()),
            ]),
    };
}
