using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps.ReplicaSets;

/// <summary>Rules of replica sets: ValidateReplicaSetSpec.</summary>
internal sealed class ReplicaSetStrategy : KindStrategy
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override bool HasStatus => true;

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        var spec = obj.GetOrAddMap("spec");
        PodSpecDefaults.SetIn(spec.GetOrAddMap("template"));
        spec.Default("replicas", 1L);
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        errors.NonNegative(Spec, spec, "replicas");
        errors.NonNegative(Spec, spec, "minReadySeconds");
        WorkloadRules.ValidateSelector(spec, "deployment", errors);
        WorkloadRules.ValidateTemplate(spec, "ReplicaSet", errors);
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        Validate(obj, errors);
        WorkloadRules.SelectorStays(obj, old, errors);
    }

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old) => PodTemplateValidation.Warnings(obj.Spec(), Spec, old?.Spec());
}
