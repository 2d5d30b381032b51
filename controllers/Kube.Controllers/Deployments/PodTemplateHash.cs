using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Kube.Machinery.Clients;

namespace Kube.Controllers.Deployments;

/// <summary>
/// A short name for a pod template, safe in object names. Whether two templates are the same is never decided by it, so
/// it may change when the server starts to default another field; the ReplicaSets keep the names they have.
/// </summary>
internal static class PodTemplateHash
{
    // No vowels, and no digits that look like them: no word can come out.
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static string Compute(V1PodTemplateSpec template, int collisionCount)
    {
        var hash = 2166136261u;
        var text = Canonical(JsonSerializer.SerializeToNode(template, ModelJson.Options))!.ToJsonString() + "#" + collisionCount;
        foreach (var octet in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ octet) * 16777619;
        return string.Concat(hash.ToString(CultureInfo.InvariantCulture).Select(digit => Alphabet[digit % Alphabet.Length]));
    }

    /// <summary>Whether two templates make the same pods: equal but for the label that holds the hash.</summary>
    public static bool SameTemplate(V1PodTemplateSpec x, V1PodTemplateSpec y) => WithoutHash(x).SameAs(WithoutHash(y));

    private static V1PodTemplateSpec WithoutHash(V1PodTemplateSpec template)
    {
        if (template.Metadata?.Labels?.ContainsKey(DeploymentAnnotations.PodTemplateHashLabel) != true)
            return template;
        var copy = template.DeepCopy();
        copy.Metadata.Labels.Remove(DeploymentAnnotations.PodTemplateHashLabel);
        return copy;
    }

    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, Canonical(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Canonical)]),
        _ => node?.DeepClone(),
    };
}
