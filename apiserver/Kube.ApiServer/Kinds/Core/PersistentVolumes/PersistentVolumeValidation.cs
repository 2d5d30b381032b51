using Kube.ApiServer.Kinds.Core.Pods;
using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PersistentVolumes;

/// <summary>ValidatePersistentVolume and ValidatePersistentVolumeUpdate.</summary>
internal static class PersistentVolumeValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] ReclaimPolicies = ["Delete", "Recycle", "Retain"];

    public static void Validate(JsonMap volume, FieldErrors errors)
    {
        var spec = volume.Spec();
        if (spec.CountOf("accessModes") == 0) errors.Required(Spec.Child("accessModes"));
        ClaimSpecValidation.ValidateAccessModes(spec, errors, Spec.Child("accessModes"));
        ValidateCapacity(spec, errors);
        errors.OneOf(Spec, spec, "persistentVolumeReclaimPolicy", ReclaimPolicies);
        ValidateAffinity(spec, errors);
        ValidateSource(spec, errors);
        foreach (var field in (ReadOnlySpan<string>)["storageClassName", "volumeAttributesClassName"])
        {
            if (spec.Text(field) is { Length: > 0 } name) errors.DnsSubdomain(Spec.Child(field), name);
        }
        errors.OneOf(Spec, spec, "volumeMode", ClaimSpecValidation.VolumeModes);
    }

    public static void ValidateUpdate(JsonMap volume, JsonMap oldVolume, FieldErrors errors)
    {
        Validate(volume, errors);
        var (spec, old) = (volume.Spec(), oldVolume.Spec());
        var (source, before) = (Sources(spec), Sources(old));
        if (!before.Part("csi").Has("controllerExpandSecretRef")) source.Map("csi")?.Remove("controllerExpandSecretRef");
        if (!Semantic.Equal(source, before))
            errors.Forbidden(Spec.Child("persistentvolumesource"), $"spec.persistentvolumesource is immutable after creation\n{SpecDifference.Of(before, source)}");
        if (!spec.SameField(old, "volumeMode")) errors.Invalid(FieldPath.Of("volumeMode"), spec["volumeMode"], FieldRules.Immutable);
        if (old.Has("nodeAffinity") && !spec.SameField(old, "nodeAffinity")) errors.Invalid(FieldPath.Of("nodeAffinity"), spec["nodeAffinity"], FieldRules.Immutable);
    }

    private static JsonMap Sources(JsonMap spec)
    {
        var sources = new JsonMap();
        foreach (var source in PersistentVolumeSources.All)
        {
            if (spec.Map(source.Name) is { } value) sources[source.Name] = value.DeepClone();
        }
        return sources;
    }

    private static void ValidateCapacity(JsonMap spec, FieldErrors errors)
    {
        if (spec.CountOf("capacity") == 0) errors.Required(Spec.Child("capacity"));
        else if (!spec.Part("capacity").Has("storage") || spec.CountOf("capacity") > 1) errors.NotSupported(Spec.Child("capacity"), spec["capacity"], "storage");
        foreach (var (name, amount) in spec.Map("capacity").Amounts())
        {
            var here = Spec.Child("capacity").Key(name);
            if (amount.Sign < 0) errors.Invalid(here, amount.Value, "must be a valid resource quantity");
            if (amount.Sign <= 0) errors.Invalid(here, amount.ToString(), FieldRules.NotPositive);
        }
    }

    private static void ValidateAffinity(JsonMap spec, FieldErrors errors)
    {
        if (spec.Map("nodeAffinity") is not { } affinity) return;
        var here = Spec.Child("nodeAffinity", "required");
        if (affinity.Map("required") is { } selector) NodeSelectorValidation.Validate(selector, errors, here);
        else errors.Required(here, "must specify required node constraints");
    }

    private static void ValidateSource(JsonMap spec, FieldErrors errors)
    {
        var found = 0;
        foreach (var source in PersistentVolumeSources.All)
        {
            if (spec.Map(source.Name) is not { } value) continue;
            if (++found > 1) errors.Forbidden(Spec.Child(source.Name), "may not specify more than 1 volume type");
            else source.Validate?.Invoke(value, errors, Spec.Child(source.Path ?? source.Name));
        }
        if (found == 0) errors.Required(Spec, "must specify a volume type");
        if (spec.Has("local") && !spec.Has("nodeAffinity")) errors.Required(Spec.Child("nodeAffinity"), "Local volume requires node affinity");
        if (spec.Text("persistentVolumeReclaimPolicy") == "Recycle" && spec.Map("hostPath") is { } host && host.Text("path").Trim('/').Length == 0)
            errors.Forbidden(Spec.Child("persistentVolumeReclaimPolicy"), "may not be 'recycle' for a hostPath mount of '/'");
    }
}
