using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Printing;

/// <summary>What <c>kubectl get</c> shows of the two kinds that keep a number of like pods: ReplicaSet and ReplicationController.</summary>
internal static class ReplicaTable
{
    /// <param name="type">The OpenAPI name of the kind, whose fields describe the columns.</param>
    /// <param name="selector">How the kind's selector is written.</param>
    public static TableLayout Of(string type, Func<JsonMap?, string> selector) => new(
        [
            TableLayout.NameColumn,
            new TableColumn("Desired", "integer", Description: $"@{type}Spec#replicas"),
            new TableColumn("Current", "integer", Description: $"@{type}Status#replicas"),
            new TableColumn("Ready", "integer", Description: $"@{type}Status#readyReplicas"),
            TableLayout.AgeColumn,
            PodSpecColumns.Containers,
            PodSpecColumns.Images,
            new TableColumn("Selector", Priority: 1, Description: $"@{type}Spec#selector"),
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
            selector(set.Spec().Map("selector")),
        ]);
}
