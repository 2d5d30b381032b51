using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>ValidatePodStatusUpdate.</summary>
internal static class PodStatusValidation
{
    private static readonly FieldPath Status = FieldPath.Of("status");
    private static readonly string[] SystemConditions = ["PodScheduled", "Ready", "Initialized"];

    public static void Validate(JsonMap pod, JsonMap oldPod, FieldErrors errors)
    {
        PodAnnotations.ValidateUpdate(pod.Annotations(), oldPod.Annotations(), errors, FieldPath.Of("metadata").Child("annotations"));
        var (status, old) = (pod.Status(), oldPod.Status());
        ValidateConditions(status, errors);
        if (status.Text("nominatedNodeName") is { Length: > 0 } node && node != old.Text("nominatedNodeName"))
            errors.DnsSubdomain(Status.Child("nominatedNodeName"), node);
        errors.Unchanged(Status, status, old, "qosClass");
        var sidecars = pod.Spec().Maps("initContainers").Where(container => container.Text("restartPolicy") == "Always").Select(container => container.Text("name")).ToHashSet();
        StaysEnded("containerStatuses", status, old, oldPod.Spec().Text("restartPolicy"), [], errors);
        StaysEnded("initContainerStatuses", status, old, oldPod.Spec().Text("restartPolicy"), sidecars, errors);
        StaysEnded("ephemeralContainerStatuses", status, old, "Never", [], errors);
        ValidateIps(status, "podIPs", errors);
        ValidateIps(status, "hostIPs", errors);
        if (status.Maps("hostIPs").FirstOrDefault()?.Text("ip") is { } first && first != status.Text("hostIP"))
            errors.Invalid(Status.Child("hostIPs").Index(0).Child("ip"), first, "must be equal to `hostIP`");
    }

    private static void ValidateConditions(JsonMap status, FieldErrors errors)
    {
        var index = 0;
        foreach (var condition in status.Maps("conditions"))
        {
            var here = FieldPath.Of("metadata").Child("conditions").Index(index++).Child("Type");
            if (!SystemConditions.Contains(condition.Text("type"))) errors.QualifiedName(here, condition.Text("type"));
        }
    }

    /// <summary>A container that ended for good cannot come back.</summary>
    private static void StaysEnded(string list, JsonMap status, JsonMap old, string restartPolicy, HashSet<string> sidecars, FieldErrors errors)
    {
        if (restartPolicy == "Always") return;
        var index = 0;
        foreach (var before in old.Maps(list))
        {
            var here = Status.Child(list).Index(index++).Child("state");
            if (before.Part("state").Map("terminated") is not { } ended || sidecars.Contains(before.Text("name"))) continue;
            if (ended.Number("exitCode") != 0 && restartPolicy == "OnFailure") continue;
            if (status.Maps(list).Any(now => now.Text("name") == before.Text("name") && !now.Part("state").Has("terminated")))
                errors.Forbidden(here, "may not be transitioned to non-terminated state");
        }
    }

    private static void ValidateIps(JsonMap status, string list, FieldErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var families = new HashSet<bool>();
        var at = Status.Child(list);
        var index = 0;
        var onePerFamily = true;
        foreach (var entry in status.Maps(list))
        {
            var here = at.Index(index++);
            errors.Ip(here, entry.Text("ip"));
            if (!seen.Add(entry.Text("ip"))) errors.Duplicate(here, entry);
            onePerFamily &= families.Add(entry.Text("ip").Contains(':'));
        }
        if (!onePerFamily) errors.Invalid(at, status[list], "may specify no more than one IP for each IP family");
    }
}
