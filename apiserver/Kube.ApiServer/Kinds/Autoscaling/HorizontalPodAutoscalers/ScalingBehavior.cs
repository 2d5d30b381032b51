using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalers;

/// <summary>How fast an autoscaler may follow its metrics: up at once, down after five quiet minutes, unless said otherwise.</summary>
internal static class ScalingBehavior
{
    public static void Default(JsonMap behavior)
    {
        DefaultRules(behavior, "scaleUp", 0, [Policy("Pods", 4), Policy("Percent", 100)]);
        DefaultRules(behavior, "scaleDown", null, [Policy("Percent", 100)]);
    }

    private static void DefaultRules(JsonMap behavior, string direction, long? window, IReadOnlyList<JsonMap> policies)
    {
        if (behavior.Map(direction) is not { } rules)
        {
            rules = [];
            behavior[direction] = rules;
        }
        if (window is { } seconds) rules.Default("stabilizationWindowSeconds", seconds);
        rules.Default("selectPolicy", "Max");
        if (rules.CountOf("policies") == 0) rules["policies"] = new JsonList(policies);
    }

    private static JsonMap Policy(string type, long value) => new(3) { ["type"] = type, ["value"] = value, ["periodSeconds"] = 15L };
}
