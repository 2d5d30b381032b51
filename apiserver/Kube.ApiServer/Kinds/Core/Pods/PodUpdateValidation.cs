using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>
/// What may change in a pod that exists: images, a shorter deadline, more tolerations, fewer scheduling gates, and while a gate
/// is left, where it may be scheduled. ValidatePodUpdate.
/// </summary>
internal static class PodUpdateValidation
{
    private const string OnlyThese = "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
        + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public static void Validate(JsonMap pod, JsonMap oldPod, FieldErrors errors)
    {
        PodValidation.Validate(pod, errors);
        PodAnnotations.ValidateUpdate(pod.Annotations(), oldPod.Annotations(), errors, FieldPath.Of("metadata").Child("annotations"));
        var (spec, old) = (pod.Spec(), oldPod.Spec());
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            if (spec.CountOf(list) == old.CountOf(list)) continue;
            errors.Forbidden(Spec.Child(list), "pod updates may not add or remove containers");
            return;
        }
        if (!DeadlineMayBecome(spec.Long("activeDeadlineSeconds"), old.Long("activeDeadlineSeconds"), errors)) return;
        TolerationsOnlyGrow(spec, old, errors);
        GatesOnlyShrink(spec, old, errors);
        if (Semantic.Equal(spec, old)) return;

        var rest = spec.DeepClone();
        PutBackWhatMayChange(rest, old);
        if (old.CountOf("schedulingGates") > 0) GatedPodValidation.PutBack(rest, old, errors, Spec);
        if (!Semantic.Equal(rest, old)) errors.Forbidden(Spec, $"{OnlyThese}\n{SpecDifference.Of(old, rest)}");
    }

    private static void PutBackWhatMayChange(JsonMap spec, JsonMap old)
    {
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            foreach (var (container, before) in spec.Maps(list).Zip(old.Maps(list))) container.CopyField("image", before);
        }
        foreach (var field in (ReadOnlySpan<string>)["activeDeadlineSeconds", "schedulingGates", "tolerations"]) spec.CopyField(field, old);
        if (old.Number("terminationGracePeriodSeconds") < 0 && spec.Number("terminationGracePeriodSeconds") == 1) spec.CopyField("terminationGracePeriodSeconds", old);
    }

    private static bool DeadlineMayBecome(long? now, long? before, FieldErrors errors)
    {
        var at = Spec.Child("activeDeadlineSeconds");
        if (now is null)
        {
            if (before is not null) errors.Invalid(at, null, "must not update from a positive integer to nil value");
            return true;
        }
        var found = errors.Count;
        errors.InRange(at, now.Value, 0, int.MaxValue);
        if (errors.Count == found && before < now) errors.Invalid(at, now, "must be less than or equal to previous value");
        return errors.Count == found;
    }

    private static void TolerationsOnlyGrow(JsonMap spec, JsonMap old, FieldErrors errors)
    {
        foreach (var before in old.Maps("tolerations"))
        {
            if (spec.Maps("tolerations").Any(now => SameButForSeconds(now, before))) continue;
            errors.Forbidden(Spec.Child("tolerations"), "existing toleration can not be modified except its tolerationSeconds");
            return;
        }
    }

    private static bool SameButForSeconds(JsonMap a, JsonMap b) =>
        a.SameField(b, "key") && a.SameField(b, "operator") && a.SameField(b, "value") && a.SameField(b, "effect");

    private static void GatesOnlyShrink(JsonMap spec, JsonMap old, FieldErrors errors)
    {
        var before = old.Maps("schedulingGates").Select(gate => gate.Text("name")).ToHashSet(StringComparer.Ordinal);
        var index = 0;
        foreach (var gate in spec.Maps("schedulingGates").Select(gate => gate.Text("name")))
        {
            var here = Spec.Child("schedulingGates").Index(index++).Child("name");
            if (!before.Contains(gate)) errors.Forbidden(here, $"only deletion is allowed, but found new scheduling gate '{gate}'");
        }
    }
}
