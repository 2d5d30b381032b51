using Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>Rules of pods: <c>pkg/registry/core/pod/strategy.go</c>.</summary>
internal sealed class PodStrategy : KindStrategy
{
    public override bool HasStatus => true;

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        PodDefaults.Set(obj);
        PodIps.Mirror(obj);
    }

    public override void PrepareForCreate(JsonMap obj, WriteContext context)
    {
        var spec = obj.GetOrAddMap("spec");
        obj["status"] = new JsonMap(2) { ["phase"] = "Pending", ["qosClass"] = PodQosClass.Of(spec) };
        MatchLabelKeys.Apply(obj);
        if (spec.CountOf("schedulingGates") > 0) obj.Map("status")!["conditions"] = new JsonList { SchedulingGated(context.Now) };
    }

    public override void Validate(JsonMap obj, FieldErrors errors) => PodValidation.ValidateCreate(obj, errors);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors) => PodUpdateValidation.Validate(obj, old, errors);

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old) => PodSpecs.PodSpecWarnings.Of(obj, obj.Spec(), FieldPath.Of("spec"), old?.Spec());

    /// <summary>What was asked for, or else the pod's own period; nothing to wait for when no node runs it or it is over.</summary>
    public override long? GracePeriodSeconds(JsonMap obj, long? requestedSeconds)
    {
        if (obj.Spec().Text("nodeName").Length == 0 || obj.Status().Text("phase") is "Failed" or "Succeeded") return 0;
        var seconds = requestedSeconds ?? obj.Spec().Number("terminationGracePeriodSeconds");
        return seconds < 0 ? 1 : seconds;
    }

    private static JsonMap SchedulingGated(DateTimeOffset now) => new()
    {
        ["type"] = "PodScheduled",
        ["status"] = "False",
        ["lastProbeTime"] = null,
        ["lastTransitionTime"] = TimeText.Format(now),
        ["reason"] = "SchedulingGated",
        ["message"] = "Scheduling is blocked due to non-empty scheduling gates",
    };
}
