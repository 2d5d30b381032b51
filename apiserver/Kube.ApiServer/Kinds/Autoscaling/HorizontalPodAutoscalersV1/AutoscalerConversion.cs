using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalersV1;

/// <summary>
/// v1 says the wanted and the current use of processor time in a field each; all else that v2 can say is in annotations, so that
/// nothing is lost on the way there and back: <c>pkg/apis/autoscaling/v1/conversion.go</c>.
/// </summary>
internal static class AutoscalerConversion
{
    private const string TargetUtilization = "targetCPUUtilizationPercentage";
    private const string CurrentUtilization = "currentCPUUtilizationPercentage";

    public static JsonMap ToStored(JsonMap obj)
    {
        var stored = obj.DeepClone();
        var kept = new RoundTripAnnotations(obj.Annotations());
        if (stored.Map("spec") is { } spec) SpecToStored(spec, kept);
        StatusToStored(stored, kept);
        RoundTripAnnotations.Drop(stored);
        return stored;
    }

    public static JsonMap FromStored(JsonMap stored)
    {
        var obj = stored.DeepClone();
        RoundTripAnnotations.Drop(obj);
        if (obj.Map("spec") is { } spec) SpecFromStored(obj, spec);
        if (obj.Map("status") is { } status) StatusFromStored(obj, status);
        return obj;
    }

    private static void SpecToStored(JsonMap spec, RoundTripAnnotations kept)
    {
        var metrics = new JsonList(kept.List(RoundTripAnnotations.Metrics).Select(MetricConversion.SpecToStored));
        if (spec.Long(TargetUtilization) is { } utilization) metrics.Add(CpuMetric.Target(utilization));
        spec.Remove(TargetUtilization);
        if (metrics.Count > 0) spec["metrics"] = metrics;
        if (kept.Map(RoundTripAnnotations.Behavior) is { } behavior && BehaviorConversion.ToStored(behavior) is { Count: > 0 } rules) spec["behavior"] = rules;
    }

    private static void StatusToStored(JsonMap stored, RoundTripAnnotations kept)
    {
        if (stored.Map("status")?.Long(CurrentUtilization) is { } utilization)
        {
            stored.Map("status")!["currentMetrics"] = new JsonList { CpuMetric.Current(utilization) };
        }
        stored.Map("status")?.Remove(CurrentUtilization);
        // What was kept knows more than the one number.
        var metrics = kept.List(RoundTripAnnotations.CurrentMetrics).Select(MetricConversion.StatusToStored).ToList();
        if (metrics.Count > 0) stored.GetOrAddMap("status")["currentMetrics"] = new JsonList(metrics);
        var conditions = kept.List(RoundTripAnnotations.Conditions).ToList();
        if (conditions.Count > 0) stored.GetOrAddMap("status")["conditions"] = new JsonList(conditions);
    }

    private static void SpecFromStored(JsonMap obj, JsonMap spec)
    {
        var metrics = spec.Maps("metrics").ToList();
        if (metrics.FirstOrDefault(CpuMetric.Is) is { } cpu && CpuMetric.TargetOf(cpu) is { } utilization) spec[TargetUtilization] = utilization;
        var others = metrics.Where(metric => !(CpuMetric.Is(metric) && CpuMetric.TargetOf(metric) is not null)).ToList();
        if (others.Count > 0) RoundTripAnnotations.Keep(obj, RoundTripAnnotations.Metrics, new JsonList(others.Select(MetricConversion.SpecFromStored)));
        if (spec.Map("behavior") is { } behavior) RoundTripAnnotations.Keep(obj, RoundTripAnnotations.Behavior, BehaviorConversion.FromStored(behavior));
        spec.Remove("metrics");
        spec.Remove("behavior");
    }

    private static void StatusFromStored(JsonMap obj, JsonMap status)
    {
        var metrics = status.Maps("currentMetrics").ToList();
        if (metrics.LastOrDefault(metric => CpuMetric.Is(metric) && CpuMetric.CurrentOf(metric) is not null) is { } cpu) status[CurrentUtilization] = CpuMetric.CurrentOf(cpu);
        if (metrics.Count > 0) RoundTripAnnotations.Keep(obj, RoundTripAnnotations.CurrentMetrics, new JsonList(metrics.Select(MetricConversion.StatusFromStored)));
        if (status.CountOf("conditions") > 0) RoundTripAnnotations.Keep(obj, RoundTripAnnotations.Conditions, new JsonList(status.Maps("conditions").Select(Condition)));
        status.Remove("currentMetrics");
        status.Remove("conditions");
    }

    /// <summary>A condition with its fields in the order of the struct.</summary>
    private static JsonMap Condition(JsonMap condition)
    {
        var kept = new JsonMap(5) { ["type"] = condition.Text("type"), ["status"] = condition.Text("status"), ["lastTransitionTime"] = condition["lastTransitionTime"] };
        foreach (var field in (ReadOnlySpan<string>)["reason", "message"])
        {
            if (condition.Text(field) is { Length: > 0 } text) kept[field] = text;
        }
        return kept;
    }
}
