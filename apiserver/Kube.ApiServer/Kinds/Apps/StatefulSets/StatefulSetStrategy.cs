using Kube.ApiServer.Kinds.Core.PersistentVolumeClaims;
using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps.StatefulSets;

/// <summary>Rules of stateful sets.</summary>
internal sealed class StatefulSetStrategy : KindStrategy
{
    public override bool HasStatus => true;

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        var spec = obj.GetOrAddMap("spec");
        PodSpecDefaults.SetIn(spec.GetOrAddMap("template"));
        if (spec.Text("podManagementPolicy").Length == 0) spec["podManagementPolicy"] = "OrderedReady";
        var update = spec.GetOrAddMap("updateStrategy");
        if (update.Text("type").Length == 0) update["type"] = "RollingUpdate";
        if (update.Text("type") == "RollingUpdate") update.GetOrAddMap("rollingUpdate").Default("partition", 0L);
        var retention = spec.GetOrAddMap("persistentVolumeClaimRetentionPolicy");
        if (retention.Text("whenDeleted").Length == 0) retention["whenDeleted"] = "Retain";
        if (retention.Text("whenScaled").Length == 0) retention["whenScaled"] = "Retain";
        spec.Default("replicas", 1L);
        spec.Default("revisionHistoryLimit", 10L);
        foreach (var template in spec.Maps("volumeClaimTemplates"))
        {
            template["apiVersion"] = "v1";
            template["kind"] = "PersistentVolumeClaim";
            ClaimDefaults.Set(template);
        }
    }

    public override void Validate(JsonMap obj, FieldErrors errors) => StatefulSetValidation.Validate(obj, errors);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors) => StatefulSetValidation.ValidateUpdate(obj, old, errors);

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old)
    {
        foreach (var warning in PodTemplateValidation.Warnings(obj.Spec(), FieldPath.Of("spec"), old?.Spec())) yield return warning;
        if (obj.Spec().Number("revisionHistoryLimit") < 0) yield return "spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended";
    }
}
