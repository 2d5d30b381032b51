using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Apps.Deployments;

internal static class DeploymentKind
{
    private static readonly DeploymentStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "apps",
        Kind = "Deployment",
        Plural = "deployments",
        ShortNames = ["deploy"],
        Categories = ["all"],
        Type = Types.Of("apps", "v1", "Deployment"),
        Strategy = Strategy,
        Subresources =
        [
            new ScaleSubresource { Name = "scale", Group = "autoscaling", Version = "v1", Kind = "Scale" },
            new ObjectSubresource { Name = "status", Strategy = new DeploymentStatusStrategy(Strategy) },
        ],
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Ready", Description: "Number of the pod with ready state"),
                new TableColumn("Up-to-date", Description: "@io.k8s.api.apps.v1.DeploymentStatus#updatedReplicas"),
                new TableColumn("Available", Description: "@io.k8s.api.apps.v1.DeploymentStatus#availableReplicas"),
                TableLayout.AgeColumn,
                PodSpecColumns.Containers,
                PodSpecColumns.Images,
                new TableColumn("Selector", Priority: 1, Description: "@io.k8s.api.apps.v1.DeploymentSpec#selector"),
            ],
            deployment =>
            [
                deployment.Name(),
                $"{deployment.Status().Number("readyReplicas")}/{deployment.Spec().Number("replicas")}",
                deployment.Status().Number("updatedReplicas"),
                deployment.Status().Number("availableReplicas"),
                TableLayout.Age(deployment),
                Cells.Containers(deployment.Spec().Part("template").Spec()),
                Cells.Images(deployment.Spec().Part("template").Spec()),
                Selectors.Format(deployment.Spec().Map("selector")),
            ]),
    };
}
