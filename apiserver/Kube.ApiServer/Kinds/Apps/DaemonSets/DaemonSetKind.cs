using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Apps.DaemonSets;

internal static class DaemonSetKind
{
    private const string Status = "@io.k8s.api.apps.v1.DaemonSetStatus#";

    private static readonly DaemonSetStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "apps",
        Kind = "DaemonSet",
        Plural = "daemonsets",
        ShortNames = ["ds"],
        Categories = ["all"],
        Type = Types.Of("apps", "v1", "DaemonSet"),
        Strategy = Strategy,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new DaemonSetStatusStrategy(Strategy) }],
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Desired", "integer", Description: Status + "desiredNumberScheduled"),
                new TableColumn("Current", "integer", Description: Status + "currentNumberScheduled"),
                new TableColumn("Ready", "integer", Description: Status + "numberReady"),
                new TableColumn("Up-to-date", "integer", Description: Status + "updatedNumberScheduled"),
                new TableColumn("Available", "integer", Description: Status + "numberAvailable"),
                new TableColumn("Node Selector", Description: "@io.k8s.api.core.v1.PodSpec#nodeSelector"),
                TableLayout.AgeColumn,
                PodSpecColumns.Containers,
                PodSpecColumns.Images,
                new TableColumn("Selector", Priority: 1, Description: "@io.k8s.api.apps.v1.DaemonSetSpec#selector"),
            ],
            set =>
            [
                set.Name(),
                set.Status().Number("desiredNumberScheduled"),
                set.Status().Number("currentNumberScheduled"),
                set.Status().Number("numberReady"),
                set.Status().Number("updatedNumberScheduled"),
                set.Status().Number("numberAvailable"),
                Selectors.FormatLabels(set.Spec().Part("template").Spec().Map("nodeSelector")),
                TableLayout.Age(set),
                Cells.Containers(set.Spec().Part("template").Spec()),
                Cells.Images(set.Spec().Part("template").Spec()),
                Selectors.Format(set.Spec().Map("selector")),
            ]),
    };
}
