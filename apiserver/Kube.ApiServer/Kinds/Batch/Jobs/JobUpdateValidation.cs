using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Batch.Jobs;

/// <summary>What a job keeps: its pods, except that one which has not begun may still be placed elsewhere.</summary>
internal static class JobUpdateValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Scheduling = ["nodeSelector", "tolerations", "schedulingGates"];
    private static readonly string[] Fixed = ["selector", "completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy"];

    public static void Validate(JsonMap spec, JsonMap oldJob, FieldErrors errors)
    {
        var old = oldJob.Spec();
        var elastic = spec.Text("completionMode") == "Indexed" && spec.Long("completions") == spec.Long("parallelism");
        if (!spec.SameField(old, "completions") && !elastic) errors.Invalid(Spec.Child("completions"), spec["completions"], FieldRules.Immutable);
        errors.Unchanged(Spec, spec, old, "selector");
        var template = spec.Part("template").DeepClone();
        if (old.IsTrue("suspend") && !oldJob.Status().Has("startTime")) PutBackScheduling(template, old.Part("template"));
        if (!Semantic.Equal(template, old.Part("template"))) errors.Invalid(Spec.Child("template"), spec["template"], FieldRules.Immutable);
        foreach (var field in Fixed.Skip(1)) errors.Unchanged(Spec, spec, old, field);
    }

    private static void PutBackScheduling(JsonMap template, JsonMap old)
    {
        foreach (var field in (ReadOnlySpan<string>)["labels", "annotations"]) template.GetOrAddMap("metadata").CopyField(field, old.Metadata());
        var spec = template.GetOrAddMap("spec");
        foreach (var field in Scheduling) spec.CopyField(field, old.Spec());
        if (spec.Map("affinity") is { } affinity) affinity.CopyField("nodeAffinity", old.Spec().Part("affinity"));
        if (Semantic.Equal(spec["affinity"], old.Spec()["affinity"])) spec.CopyField("affinity", old.Spec());
    }
}
