using Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalersV1;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalers;

/// <summary>Rules of autoscalers: <c>pkg/apis/autoscaling</c>.</summary>
internal sealed class HorizontalPodAutoscalerStrategy : KindStrategy
{
    private const long UsualUtilization = 80;

    public override bool HasStatus => true;

    public override void SetDefaults(JsonMap obj)
    {
        RoundTripAnnotations.Drop(obj);
        var spec = obj.GetOrAddMap("spec");
        spec.Default("minReplicas", 1L);
        if (spec.CountOf("metrics") == 0) spec["metrics"] = new JsonList { Utilization("cpu", UsualUtilization) };
        if (spec.Map("behavior") is { } behavior) ScalingBehavior.Default(behavior);
    }

    public override void Validate(JsonMap obj, FieldErrors errors) => HorizontalPodAutoscalerValidation.Validate(obj.Spec(), errors);

    private static JsonMap Utilization(string resource, long percent) => new(2)
    {
        ["type"] = "Resource",
        ["resource"] = new JsonMap(2) { ["name"] = resource, ["target"] = new JsonMap(2) { ["type"] = "Utilization", ["averageUtilization"] = percent } },
    };
}
