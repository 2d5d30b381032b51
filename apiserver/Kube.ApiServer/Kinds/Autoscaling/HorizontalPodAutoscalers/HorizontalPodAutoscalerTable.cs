using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalers;

internal static class HorizontalPodAutoscalerTable
{
    private const string Spec = "@io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerSpec#";
    private const int Shown = 2;

    public static TableLayout Layout { get; } = new(
        [
            TableLayout.NameColumn,
            new TableColumn("Reference", Description: Spec + "scaleTargetRef"),
            new TableColumn("Targets", Description: Spec + "metrics"),
            new TableColumn("MinPods", Description: Spec + "minReplicas"),
            new TableColumn("MaxPods", Description: Spec + "maxReplicas"),
            new TableColumn("Replicas", Description: "@io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerStatus#currentReplicas"),
            TableLayout.AgeColumn,
        ],
        scaler =>
        [
            scaler.Name(),
            $"{scaler.Spec().Part("scaleTargetRef").Text("kind")}/{scaler.Spec().Part("scaleTargetRef").Text("name")}",
            Targets(scaler),
            scaler.Spec().Long("minReplicas")?.ToString() ?? Cells.Unset,
            scaler.Spec().Number("maxReplicas"),
            scaler.Status().Number("currentReplicas"),
            TableLayout.Age(scaler),
        ]);

    private static string Targets(JsonMap scaler)
    {
        var current = scaler.Status().Maps("currentMetrics").ToList();
        var targets = scaler.Spec().Maps("metrics").Select((metric, index) => Target(metric, current.ElementAtOrDefault(index))).ToList();
        if (targets.Count == 0) return Cells.None;
        var text = string.Join(", ", targets.Take(Shown));
        return targets.Count > Shown ? $"{text} + {targets.Count - Shown} more..." : text;
    }

    private static string Target(JsonMap metric, JsonMap? current)
    {
        var kind = metric.Text("type") switch { "Resource" => "resource", "ContainerResource" => "containerResource", "Pods" => "pods", "Object" => "object", _ => "external" };
        var (target, now) = (metric.Part(kind).Part("target"), current?.Part(kind).Part("current"));
        var name = kind is "resource" or "containerResource" ? metric.Part(kind).Text("name") + ": " : "";
        if (target.Long("averageUtilization") is { } utilization)
            return now?.Long("averageUtilization") is { } reached ? $"{name}{reached}%/{utilization}%" : $"{name}{Cells.Unknown}/{utilization}%";
        if (target.String("averageValue") is { } average) return $"{name}{now?.String("averageValue") ?? Cells.Unknown}/{average}{(kind is "object" or "external" ? " (avg)" : "")}";
        return $"{name}{now?.String("value") ?? Cells.Unknown}/{target.Text("value")}";
    }
}
