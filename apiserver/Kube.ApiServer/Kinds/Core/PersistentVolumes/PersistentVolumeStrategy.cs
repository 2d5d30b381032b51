using Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Kinds.Core.PersistentVolumes;

internal sealed class PersistentVolumeStrategy : KindStrategy
{
    public override bool HasStatus => true;

    public override void SetDefaults(JsonMap obj)
    {
        var spec = obj.GetOrAddMap("spec");
        if (spec.Text("persistentVolumeReclaimPolicy").Length == 0) spec["persistentVolumeReclaimPolicy"] = "Retain";
        spec.Default("volumeMode", "Filesystem");
        VolumeDefaults.SetSource(spec);
    }

    public override void PrepareForCreate(JsonMap obj, WriteContext context) =>
        obj["status"] = new JsonMap(2) { ["phase"] = "Pending", ["lastPhaseTransitionTime"] = TimeText.Format(context.Now) };

    public override void Validate(JsonMap obj, FieldErrors errors) => PersistentVolumeValidation.Validate(obj, errors);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors) => PersistentVolumeValidation.ValidateUpdate(obj, old, errors);
}
