using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps.Deployments;

/// <summary>Rules of deployments: <c>pkg/apis/apps/v1/defaults.go</c> and <c>pkg/registry/apps/deployment</c>.</summary>
internal sealed class DeploymentStrategy : KindStrategy
{
    public override bool HasStatus => true;

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        var spec = obj.GetOrAddMap("spec");
        PodSpecDefaults.SetIn(spec.GetOrAddMap("template"));
        spec.Default("replicas", 1L);
        var strategy = spec.GetOrAddMap("strategy");
        if (strategy.Text("type").Length == 0) strategy["type"] = "RollingUpdate";
        if (strategy.Text("type") == "RollingUpdate")
        {
            var rolling = strategy.GetOrAddMap("rollingUpdate");
            rolling.Default("maxUnavailable", "25%");
            rolling.Default("maxSurge", "25%");
        }
        spec.Default("revisionHistoryLimit", 10L);
        spec.Default("progressDeadlineSeconds", 600L);
    }

    public override void Validate(JsonMap obj, FieldErrors errors) => DeploymentValidation.Validate(obj.Spec(), errors);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        Validate(obj, errors);
        WorkloadRules.SelectorStays(obj, old, errors);
    }

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old) => PodTemplateValidation.Warnings(obj.Spec(), FieldPath.Of("spec"), old?.Spec());
}
