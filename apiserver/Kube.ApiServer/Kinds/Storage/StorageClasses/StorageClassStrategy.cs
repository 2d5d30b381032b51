using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Storage.StorageClasses;

/// <summary>Rules of storage classes; what volumes are made with never changes.</summary>
internal sealed class StorageClassStrategy : KindStrategy
{
    private const int MaxParameters = 512;

    private static readonly string[] ReclaimPolicies = ["Delete", "Retain"];
    private static readonly string[] BindingModes = ["Immediate", "WaitForFirstConsumer"];

    public override void SetDefaults(JsonMap obj)
    {
        obj.Default("reclaimPolicy", "Delete");
        obj.Default("volumeBindingMode", "Immediate");
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var provisioner = obj.Text("provisioner");
        if (provisioner.Length == 0) errors.Required(FieldPath.Of("provisioner"));
        else errors.InvalidAll(FieldPath.Of("provisioner"), provisioner, LabelNames.Key(provisioner.ToLowerInvariant()));
        if (obj.CountOf("parameters") > MaxParameters) errors.TooLong(FieldPath.Of("parameters"), MaxParameters);
        foreach (var (key, _) in obj.Map("parameters") ?? [])
        {
            if (key.Length == 0) errors.Invalid(FieldPath.Of("parameters"), key, "field can not be empty.");
        }
        errors.OneOf(FieldPath.Root, obj, "reclaimPolicy", ReclaimPolicies);
        errors.OneOf(FieldPath.Root, obj, "volumeBindingMode", BindingModes, required: true);
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        Validate(obj, errors);
        if (!obj.SameField(old, "parameters")) errors.Forbidden(FieldPath.Of("parameters"), "updates to parameters are forbidden.");
        if (!obj.SameField(old, "provisioner")) errors.Forbidden(FieldPath.Of("provisioner"), "updates to provisioner are forbidden.");
        if (!obj.SameField(old, "reclaimPolicy")) errors.Forbidden(FieldPath.Of("reclaimPolicy"), "updates to reclaimPolicy are forbidden.");
        errors.Unchanged(FieldPath.Root, obj, old, "volumeBindingMode");
    }
}
