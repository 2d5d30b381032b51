using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods.Printing;

/// <summary>A pod's row in <c>kubectl get pods</c>.</summary>
internal static class PodTable
{
    public static TableLayout Layout { get; } = new(
        [
            TableLayout.NameColumn,
            new TableColumn("Ready", Description: "The aggregate readiness state of this pod for accepting traffic."),
            new TableColumn("Status", Description: "The aggregate status of the containers in this pod."),
            new TableColumn("Restarts", Description: "The number of times the containers in this pod have been restarted and when the last container in this pod has restarted."),
            TableLayout.AgeColumn,
            new TableColumn("IP", Priority: 1, Description: "@io.k8s.api.core.v1.PodStatus#podIP"),
            new TableColumn("Node", Priority: 1, Description: "@io.k8s.api.core.v1.PodSpec#nodeName"),
            new TableColumn("Nominated Node", Priority: 1, Description: "@io.k8s.api.core.v1.PodStatus#nominatedNodeName"),
            new TableColumn("Readiness Gates", Priority: 1, Description: "@io.k8s.api.core.v1.PodSpec#readinessGates"),
        ],
        Row);

    private static object?[] Row(JsonMap pod)
    {
        var summary = PodSummary.Of(pod);
        return
        [
            pod.Name(),
            $"{summary.Ready}/{summary.Total}",
            summary.Reason,
            Restarts(summary),
            TableLayout.Age(pod),
            Cells.OrNone(pod.Status().Maps("podIPs").FirstOrDefault()?.Text("ip") ?? ""),
            Cells.OrNone(pod.Spec().Text("nodeName")),
            Cells.OrNone(pod.Status().Text("nominatedNodeName")),
            ReadinessGates(pod),
        ];
    }

    private static object Restarts(PodSummary summary) =>
        summary.Restarts > 0 && summary.LastRestart is { } last ? new AgeCell(last, $"{summary.Restarts} (", " ago)") : summary.Restarts.ToString();

    private static string ReadinessGates(JsonMap pod)
    {
        var gates = pod.Spec().Maps("readinessGates").Select(gate => gate.Text("conditionType")).ToList();
        if (gates.Count == 0) return Cells.None;
        return $"{gates.Count(gate => PodConditions.IsTrue(pod, gate))}/{gates.Count}";
    }
}
