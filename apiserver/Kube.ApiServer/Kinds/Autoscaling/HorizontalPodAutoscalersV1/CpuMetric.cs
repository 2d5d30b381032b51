using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalersV1;

/// <summary>The metric that v1 has fields for: the pods' average use of the processor time they requested.</summary>
internal static class CpuMetric
{
    public static bool Is(JsonMap metric) => metric.Text("type") == "Resource" && metric.Part("resource").Text("name") == "cpu";

    public static long? TargetOf(JsonMap metric) => metric.Part("resource").Part("target").Long("averageUtilization");

    public static long? CurrentOf(JsonMap metric) => metric.Part("resource").Part("current").Long("averageUtilization");

    public static JsonMap Target(long utilization) => Of("target", new JsonMap(2) { ["type"] = "Utilization", ["averageUtilization"] = utilization });

    public static JsonMap Current(long utilization) => Of("current", new JsonMap(1) { ["averageUtilization"] = utilization });

    private static JsonMap Of(string field, JsonMap value) => new(2)
    {
        ["type"] = "Resource",
        ["resource"] = new JsonMap(2) { ["name"] = "cpu", [field] = value },
    };
}
