using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Storage.VolumeAttachments;

/// <summary>Which volume goes to which node is fixed from the start.</summary>
internal sealed class VolumeAttachmentStrategy : KindStrategy
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override bool HasStatus => true;

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        CsiDriverName.Validate(spec.Text("attacher"), errors, Spec.Child("attacher"));
        var source = spec.Part("source");
        if (!source.Has("inlineVolumeSpec") && !source.Has("persistentVolumeName")) errors.Required(Spec.Child("source"), "must specify exactly one of inlineVolumeSpec and persistentVolumeName");
        if (source.Has("inlineVolumeSpec") && source.Has("persistentVolumeName")) errors.Forbidden(Spec.Child("source"), "must specify exactly one of inlineVolumeSpec and persistentVolumeName");
        if (source.Text("persistentVolumeName") is { Length: > 0 } volume) errors.DnsSubdomain(Spec.Child("source", "persistentVolumeName"), volume);
        errors.DnsSubdomain(Spec.Child("nodeName"), spec.Text("nodeName"));
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        Validate(obj, errors);
        if (!Semantic.Equal(obj.Spec(), old.Spec())) errors.Invalid(Spec, obj.Spec(), FieldRules.Immutable);
    }
}
