using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Nodes;

/// <summary>Rules of nodes. A new node keeps the status its kubelet sends along, unlike other kinds.</summary>
internal sealed class NodeStrategy : KindStrategy
{
    public override void SetDefaults(JsonMap obj)
    {
        // What pods may use is, until the kubelet says less, all there is.
        if (obj.Map("status") is { } status && !status.Has("allocatable") && status.Has("capacity"))
            status["allocatable"] = JsonValues.DeepClone(status["capacity"]);
        MirrorPodCidr(obj);
    }

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context) => obj.CopyField("status", old);

    public override void Validate(JsonMap obj, FieldErrors errors) => NodeValidation.Validate(obj, errors);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors) => NodeValidation.ValidateUpdate(obj, old, errors);

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old) => NodeWarnings.Of(obj);

    // podCIDR is the first of podCIDRs.
    private static void MirrorPodCidr(JsonMap obj)
    {
        if (obj.Map("spec") is not { } spec) return;
        var (first, single) = (spec.Strings("podCIDRs").FirstOrDefault(""), spec.Text("podCIDR"));
        if (single.Length == 0 && first.Length > 0) spec["podCIDR"] = first;
        else if (single.Length > 0 && first != single) spec["podCIDRs"] = new JsonList { single };
    }
}
