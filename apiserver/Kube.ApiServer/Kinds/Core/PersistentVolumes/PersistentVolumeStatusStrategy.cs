using Kube.ApiServer.Kinds.Subresources;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Kinds.Core.PersistentVolumes;

/// <summary>Notes when the phase changes.</summary>
internal sealed class PersistentVolumeStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context)
    {
        base.PrepareForUpdate(obj, old, context);
        var (status, before) = (obj.GetOrAddMap("status"), old.Status());
        if (status.Text("phase") == before.Text("phase")) return;
        if (!status.Has("lastPhaseTransitionTime") || status.SameField(before, "lastPhaseTransitionTime")) status["lastPhaseTransitionTime"] = TimeText.Format(context.Now);
    }
}
