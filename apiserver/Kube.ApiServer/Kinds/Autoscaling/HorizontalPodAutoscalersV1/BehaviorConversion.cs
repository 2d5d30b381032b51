using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalersV1;

/// <summary>
/// Scaling rules as the annotation has them: under the names of upstream's internal Go structs, nothing left out. They are read
/// whatever the case of their names.
/// </summary>
internal static class BehaviorConversion
{
    private static readonly string[] Directions = ["scaleUp", "scaleDown"];
    private static readonly string[] Rules = ["stabilizationWindowSeconds", "selectPolicy", "policies", "tolerance"];
    private static readonly string[] Policy = ["type", "value", "periodSeconds"];

    public static JsonMap FromStored(JsonMap behavior) => Behavior(behavior, go: true);

    public static JsonMap ToStored(JsonMap behavior) => Behavior(behavior, go: false);

    private static JsonMap Behavior(JsonMap behavior, bool go) =>
        Renamed(behavior, Directions, go, rules => rules is JsonMap map ? Renamed(map, Rules, go, rule => rule is JsonList policies ? Policies(policies, go) : rule) : null);

    private static JsonList Policies(JsonList policies, bool go) => new(policies.OfType<JsonMap>().Select(policy => Renamed(policy, Policy, go, value => value)));

    private static JsonMap Renamed(JsonMap from, string[] fields, bool go, Func<object, object?> convert)
    {
        var renamed = new JsonMap(fields.Length);
        foreach (var field in fields)
        {
            var value = from.FirstOrDefault(pair => string.Equals(pair.Key, field, StringComparison.OrdinalIgnoreCase)).Value;
            if (go) renamed[char.ToUpperInvariant(field[0]) + field[1..]] = value is null ? null : convert(value);
            else if (value is not null) renamed[field] = convert(value);
        }
        return renamed;
    }
}
