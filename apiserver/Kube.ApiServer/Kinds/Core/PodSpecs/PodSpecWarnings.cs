using Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs;

/// <summary>What is accepted in a pod spec but hardly meant: <c>pkg/api/pod/warnings.go</c>.</summary>
internal static class PodSpecWarnings
{
    private static readonly Dictionary<string, string> RemovedLabels = new()
    {
        ["beta.kubernetes.io/arch"] = "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
        ["beta.kubernetes.io/os"] = "deprecated since v1.14; use \"kubernetes.io/os\" instead",
        ["failure-domain.beta.kubernetes.io/region"] = "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
        ["failure-domain.beta.kubernetes.io/zone"] = "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
        ["beta.kubernetes.io/instance-type"] = "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead",
    };

    private static readonly Dictionary<string, string> RemovedVolumes = new()
    {
        ["photonPersistentDisk"] = "deprecated in v1.11, non-functional in v1.16+",
        ["gitRepo"] = "deprecated in v1.11, and disabled by default in v1.33+",
        ["scaleIO"] = "deprecated in v1.16, non-functional in v1.22+",
        ["flocker"] = "deprecated in v1.22, non-functional in v1.25+",
        ["storageos"] = "deprecated in v1.22, non-functional in v1.25+",
        ["quobyte"] = "deprecated in v1.22, non-functional in v1.25+",
        ["glusterfs"] = "deprecated in v1.25, non-functional in v1.26+",
        ["cephfs"] = "deprecated in v1.28, non-functional in v1.31+",
        ["rbd"] = "deprecated in v1.28, non-functional in v1.31+",
    };

    /// <param name="owner">The pod or the template the spec is in.</param>
    /// <param name="old">The spec before, where the same was let through already.</param>
    public static IEnumerable<string> Of(JsonMap owner, JsonMap spec, FieldPath at, JsonMap? old)
    {
        if (owner.IsBeingDeleted() || (old is not null && Semantic.Equal(spec, old))) return [];
        return [.. OfSpec(spec, at), .. OfVolumes(spec, at.Child("volumes")), .. PodSpecDefaults.ContainerLists.SelectMany(list => OfContainers(spec, list, at.Child(list)))];
    }

    private static IEnumerable<string> OfSpec(JsonMap spec, FieldPath at)
    {
        foreach (var (key, _) in spec.Map("nodeSelector") ?? [])
        {
            if (RemovedLabels.TryGetValue(key, out var why)) yield return $"{at.Child("nodeSelector").Key(key)}: {why}";
        }
        if (spec.Number("terminationGracePeriodSeconds") < 0)
            yield return $"{at.Child("terminationGracePeriodSeconds")}: must be >= 0; negative values are invalid and will be treated as 1";
        var index = 0;
        foreach (var secret in spec.Maps("imagePullSecrets"))
        {
            var here = at.Child("imagePullSecrets").Index(index++);
            if (secret.Text("name").Length == 0) yield return $"{here}: invalid empty name \"\"";
        }
        index = 0;
        foreach (var constraint in spec.Maps("topologySpreadConstraints"))
        {
            var here = at.Child("topologySpreadConstraints").Index(index++).Child("labelSelector");
            if (!constraint.Has("labelSelector")) yield return $"{here}: a null labelSelector results in matching no pod";
        }
    }

    private static IEnumerable<string> OfVolumes(JsonMap spec, FieldPath at)
    {
        var index = 0;
        foreach (var volume in spec.Maps("volumes"))
        {
            var here = at.Index(index++);
            foreach (var (kind, why) in RemovedVolumes)
            {
                if (volume.Has(kind)) yield return $"{here.Child(kind)}: {why}";
            }
            if (volume.Part("emptyDir").Amount("sizeLimit") is { } size && size.MilliValue % 1000 != 0)
                yield return $"{here.Child("emptyDir", "sizeLimit")}: fractional byte value \"{size}\" is invalid, must be an integer";
        }
    }

    private static IEnumerable<string> OfContainers(JsonMap spec, string list, FieldPath at)
    {
        var index = 0;
        foreach (var container in spec.Maps(list))
        {
            var here = at.Index(index++);
            foreach (var kind in (string[])["limits", "requests"])
            {
                foreach (var name in (string[])["memory", "ephemeral-storage"])
                {
                    if (container.Part("resources").Part(kind).Amount(name) is { } amount && amount.MilliValue % 1000 != 0)
                        yield return $"{here.Child("resources", kind).Key(name)}: fractional byte value \"{amount}\" is invalid, must be an integer";
                }
            }
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var variable = 0;
            foreach (var name in container.Maps("env").Select(env => env.Text("name")))
            {
                var env = here.Child("env").Index(variable++);
                if (!seen.Add(name)) yield return $"{env}: hides previous definition of \"{name}\", which may be dropped when using apply";
            }
            foreach (var warning in OfPorts(container, here.Child("ports"))) yield return warning;
        }
    }

    private static IEnumerable<string> OfPorts(JsonMap container, FieldPath at)
    {
        var seen = new Dictionary<(string, long), int>();
        var index = 0;
        foreach (var port in container.Maps("ports"))
        {
            var key = (port.Text("protocol"), port.Number("containerPort"));
            if (!seen.TryAdd(key, index)) yield return $"{at.Index(index)}: duplicate port definition with {at.Index(seen[key])}";
            index++;
        }
    }
}
