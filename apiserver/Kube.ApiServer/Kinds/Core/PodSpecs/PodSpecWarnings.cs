using Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs;

/// <summary>What is accepted in a pod spec but hardly meant: <c>pkg/api/pod/warnings.go</c>.</summary>
internal static class PodSpecWarnings
{
    private static readonly string[] Amounts = ["limits", "requests"];
    private static readonly string[] Bytes = ["memory", "ephemeral-storage"];

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
    public static IReadOnlyList<string> Of(JsonMap owner, JsonMap spec, FieldPath at, JsonMap? old)
    {
        if (owner.IsBeingDeleted() || (old is not null && Semantic.Equal(spec, old))) return [];
        var found = new List<string>();
        OfSpec(spec, at, found);
        OfVolumes(spec.List("volumes"), at, found);
        foreach (var list in PodSpecDefaults.ContainerLists) OfContainers(spec.List(list), list, at, found);
        return found;
    }

    private static void OfSpec(JsonMap spec, FieldPath at, List<string> found)
    {
        foreach (var (key, _) in spec.Map("nodeSelector") ?? [])
        {
            if (RemovedLabels.TryGetValue(key, out var why)) found.Add($"{at.Child("nodeSelector").Key(key)}: {why}");
        }
        if (spec.Number("terminationGracePeriodSeconds") < 0)
            found.Add($"{at.Child("terminationGracePeriodSeconds")}: must be >= 0; negative values are invalid and will be treated as 1");
        for (var i = 0; i < spec.CountOf("imagePullSecrets"); i++)
        {
            if (spec.List("imagePullSecrets")![i] is JsonMap secret && secret.Text("name").Length == 0)
                found.Add($"{at.Child("imagePullSecrets").Index(i)}: invalid empty name \"\"");
        }
        for (var i = 0; i < spec.CountOf("topologySpreadConstraints"); i++)
        {
            if (spec.List("topologySpreadConstraints")![i] is JsonMap constraint && !constraint.Has("labelSelector"))
                found.Add($"{at.Child("topologySpreadConstraints").Index(i).Child("labelSelector")}: a null labelSelector results in matching no pod");
        }
    }

    private static void OfVolumes(JsonList? volumes, FieldPath at, List<string> found)
    {
        for (var i = 0; i < volumes?.Count; i++)
        {
            if (volumes[i] is not JsonMap volume) continue;
            foreach (var (kind, value) in volume)
            {
                if (value is not null && RemovedVolumes.TryGetValue(kind, out var why)) found.Add($"{at.Child("volumes").Index(i).Child(kind)}: {why}");
            }
            if (volume.Map("emptyDir")?.Amount("sizeLimit") is { } size && size.MilliValue % 1000 != 0)
                found.Add($"{at.Child("volumes").Index(i).Child("emptyDir", "sizeLimit")}: fractional byte value \"{size}\" is invalid, must be an integer");
        }
    }

    private static void OfContainers(JsonList? containers, string list, FieldPath at, List<string> found)
    {
        for (var i = 0; i < containers?.Count; i++)
        {
            if (containers[i] is not JsonMap container) continue;
            if (container.Map("resources") is { } resources)
            {
                foreach (var kind in Amounts)
                {
                    foreach (var name in Bytes)
                    {
                        if (resources.Map(kind)?.Amount(name) is { } amount && amount.MilliValue % 1000 != 0)
                            found.Add($"{at.Child(list).Index(i).Child("resources", kind).Key(name)}: fractional byte value \"{amount}\" is invalid, must be an integer");
                    }
                }
            }
            if (container.CountOf("env") > 1) OfEnv(container.List("env")!, at.Child(list).Index(i).Child("env"), found);
            if (container.CountOf("ports") > 1) OfPorts(container.List("ports")!, at.Child(list).Index(i).Child("ports"), found);
        }
    }

    private static void OfEnv(JsonList env, FieldPath at, List<string> found)
    {
        var seen = new HashSet<string>(env.Count, StringComparer.Ordinal);
        for (var i = 0; i < env.Count; i++)
        {
            if (env[i] is JsonMap variable && !seen.Add(variable.Text("name")))
                found.Add($"{at.Index(i)}: hides previous definition of \"{variable.Text("name")}\", which may be dropped when using apply");
        }
    }

    private static void OfPorts(JsonList ports, FieldPath at, List<string> found)
    {
        var seen = new Dictionary<(string, long), int>();
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] is not JsonMap port) continue;
            var key = (port.Text("protocol"), port.Number("containerPort"));
            if (!seen.TryAdd(key, i)) found.Add($"{at.Index(i)}: duplicate port definition with {at.Index(seen[key])}");
        }
    }
}
