using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>The spec of a claim for storage, alone or in a template: ValidatePersistentVolumeClaimSpec.</summary>
internal static class ClaimSpecValidation
{
    public static readonly string[] AccessModes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
    public static readonly string[] VolumeModes = ["Block", "Filesystem"];

    private const string Alone = "ReadWriteOncePod";

    public static void Validate(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        if (spec.CountOf("accessModes") == 0) errors.Required(at.Child("accessModes"), "at least 1 access mode is required");
        errors.Selector(at.Child("selector"), spec.Map("selector"));
        ValidateAccessModes(spec, errors, at.Child("accessModes"));
        var storage = at.Child("resources").Key("storage");
        if (spec.Part("resources").Part("requests").Amount("storage") is not { } size) errors.Required(storage);
        else if (size.Sign <= 0) errors.Invalid(storage, size.ToString(), FieldRules.NotPositive);
        foreach (var field in (ReadOnlySpan<string>)["storageClassName", "volumeAttributesClassName"])
        {
            if (spec.Text(field) is { Length: > 0 } name) errors.DnsSubdomain(at.Child(field), name);
        }
        errors.OneOf(at, spec, "volumeMode", VolumeModes);
        foreach (var field in (ReadOnlySpan<string>)["dataSource", "dataSourceRef"])
        {
            if (spec.Map(field) is { } source) ValidateDataSource(source, errors, at.Child(field));
        }
    }

    public static void ValidateAccessModes(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var modes = spec.Strings("accessModes");
        foreach (var mode in modes.Where(mode => !AccessModes.Contains(mode))) errors.NotSupported(at, mode, AccessModes);
        if (modes.Contains(Alone) && modes.Any(mode => mode != Alone && AccessModes.Contains(mode)))
            errors.Forbidden(at, "may not use ReadWriteOncePod with other access modes");
    }

    private static void ValidateDataSource(JsonMap source, FieldErrors errors, FieldPath at)
    {
        errors.Required(at, source, "name");
        errors.Required(at, source, "kind");
        var group = source.Text("apiGroup");
        if (group.Length > 0) errors.DnsSubdomain(at.Child("apiGroup"), group);
        else if (source.Text("kind") != "PersistentVolumeClaim")
            errors.Invalid(at, source.Text("kind"), "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
        if (source.Text("namespace") is { Length: > 0 } ns) errors.DnsLabel(at.Child("namespace"), ns);
    }
}
