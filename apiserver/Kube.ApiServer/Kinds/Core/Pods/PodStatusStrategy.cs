using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>What the kubelet reports. Unlike other kinds' status it may bring labels and annotations with it.</summary>
internal sealed class PodStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    protected override bool MetadataMayChange => true;

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context)
    {
        base.PrepareForUpdate(obj, old, context);
        obj.GetOrAddMap("metadata").CopyField("ownerReferences", old.Metadata());
        // Kubelets that refuse a pod leave the class out.
        if (obj.Status().Text("qosClass").Length == 0) obj.GetOrAddMap("status").CopyField("qosClass", old.Status());
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors) => PodStatusValidation.Validate(obj, old, errors);
}
