namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalersV1;

/// <summary>The names v1 gives to the parts of a metric: what is wished and what is seen differ in them alone, and in what is always said.</summary>
/// <param name="Values">v2's field that holds the values.</param>
/// <param name="Always">Values v1 cannot leave out and says 0 for.</param>
internal sealed record MetricFields(string Values, string Value, string AverageValue, string AverageUtilization, IReadOnlySet<(string Source, string Field)> Always)
{
    public static readonly MetricFields Spec = new(
        "target", "targetValue", "targetAverageValue", "targetAverageUtilization",
        new HashSet<(string, string)> { ("object", "targetValue"), ("pods", "targetAverageValue") });

    public static readonly MetricFields Status = new(
        "current", "currentValue", "currentAverageValue", "currentAverageUtilization",
        new HashSet<(string, string)>
        {
            ("object", "currentValue"), ("pods", "currentAverageValue"), ("resource", "currentAverageValue"),
            ("containerResource", "currentAverageValue"), ("external", "currentValue"),
        });
}
