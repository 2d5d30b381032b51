using System.Text.Json.Nodes;
using k8s.Models;
using Kube.Machinery.Clients;

namespace Kube.Kubelet.Cluster;

/// <summary>
/// The strategic merge patch that turns one status into another. It touches only what the kubelet owns, so that
/// conditions and fields of others stay as they are.
/// </summary>
internal static class PodStatusPatch
{
    private static readonly string[] Owned =
    [
        "phase", "conditions", "message", "reason", "hostIP", "hostIPs", "podIP", "podIPs", "startTime", "observedGeneration",
        "initContainerStatuses", "containerStatuses",
    ];

    /// <returns>Null when nothing changed.</returns>
    public static byte[]? Build(string podUid, V1PodStatus? before, V1PodStatus after)
    {
        var old = Tree(before);
        var wanted = Tree(after);
        var changes = new JsonObject();
        foreach (var field in Owned)
        {
            if (JsonNode.DeepEquals(old[field], wanted[field]))
                continue;
            changes[field] = field switch
            {
                "conditions" => Conditions(old[field] as JsonArray ?? [], wanted[field] as JsonArray ?? []),
                "podIPs" or "hostIPs" => Replacement(wanted[field]),
                _ => wanted[field]?.DeepClone(),
            };
        }

        if (changes.Count == 0)
            return null;
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["uid"] = podUid }, ["status"] = changes };
        return System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(patch);
    }

    /// <summary>The changed conditions; what one no longer says is removed by name, since they are merged by type.</summary>
    private static JsonArray Conditions(JsonArray old, JsonArray wanted)
    {
        var changes = new JsonArray();
        foreach (var condition in wanted.Select(node => node!.AsObject()))
        {
            var last = old.Select(node => node!.AsObject()).FirstOrDefault(node => (string?)node["type"] == (string?)condition["type"]);
            if (JsonNode.DeepEquals(last, condition))
                continue;
            var change = condition.DeepClone().AsObject();
            foreach (var field in (last ?? []).Select(entry => entry.Key).Where(field => !condition.ContainsKey(field)))
                change[field] = null;
            changes.Add(change);
        }

        return changes;
    }

    private static JsonArray? Replacement(JsonNode? list)
    {
        if (list is null)
            return null;
        var replacement = new JsonArray(new JsonObject { ["$patch"] = "replace" });
        foreach (var item in list.AsArray())
            replacement.Add(item!.DeepClone());
        return replacement;
    }

    private static JsonObject Tree(V1PodStatus? status) => status is null ? [] : JsonNode.Parse(ModelJson.Serialize(status))!.AsObject();
}
