using Kube.ApiServer.Kinds.Core.Pods;
using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PersistentVolumeClaims;

/// <summary>Rules of claims: once made, only their size and class of attributes may change.</summary>
internal sealed class PersistentVolumeClaimStrategy : KindStrategy
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override bool HasStatus => true;

    public override void SetDefaults(JsonMap obj) => ClaimDefaults.Set(obj);

    public override void PrepareForCreate(JsonMap obj, WriteContext context)
    {
        obj["status"] = new JsonMap(1) { ["phase"] = "Pending" };
        MirrorDataSource(obj.GetOrAddMap("spec"));
    }

    public override void Validate(JsonMap obj, FieldErrors errors) => ClaimSpecValidation.Validate(obj.Spec(), errors, Spec);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        Validate(obj, errors);
        var (spec, before) = (obj.Spec().DeepClone(), old.Spec().DeepClone());
        if (before.Text("volumeName").Length == 0) before.CopyField("volumeName", spec);
        if (!before.Has("storageClassName")) spec.CopyField("storageClassName", before);
        if (obj.Status().Text("phase") == "Bound")
        {
            if (spec.Part("resources").Map("requests") is { } requests) requests.CopyField("storage", before.Part("resources").Part("requests"));
            if (spec.Has("volumeAttributesClassName")) spec.CopyField("volumeAttributesClassName", before);
        }
        if (!Semantic.Equal(spec, before))
            errors.Forbidden(Spec, $"spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n{SpecDifference.Of(before, spec)}");
        ValidateSize(obj, old, errors);
        if (!obj.Spec().SameField(old.Spec(), "volumeMode")) errors.Invalid(FieldPath.Of("volumeMode"), obj.Spec()["volumeMode"], FieldRules.Immutable);
    }

    /// <summary>A wish too big to be met may be taken back, down to what there is already.</summary>
    private static void ValidateSize(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        if (Size(obj.Spec().Part("resources").Part("requests")) is not { } now || Size(old.Spec().Part("resources").Part("requests")) is not { } before || now >= before) return;
        if (Size(old.Status().Part("capacity")) is { } real && now <= real)
            errors.Forbidden(Spec.Child("resources", "requests").Child("storage"), "field can not be less than status.capacity");
    }

    private static Machinery.Quantities.Quantity? Size(JsonMap amounts) => amounts.Amount("storage");

    // dataSource and dataSourceRef say the same as long as no other namespace is meant.
    private static void MirrorDataSource(JsonMap spec)
    {
        if (spec.Map("dataSource") is { } source && !spec.Has("dataSourceRef")) spec["dataSourceRef"] = source.DeepClone();
        else if (spec.Map("dataSourceRef") is { } reference && !spec.Has("dataSource") && !reference.Has("namespace")) spec["dataSource"] = reference.DeepClone();
    }
}
