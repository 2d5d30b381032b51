using System.Globalization;
using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps.DaemonSets;

/// <summary>Rules of daemon sets. Each change of the template is numbered in an annotation that older controllers read.</summary>
internal sealed class DaemonSetStrategy : KindStrategy
{
    private const string TemplateGeneration = "deprecated.daemonset.template.generation";

    public override bool HasStatus => true;

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        var spec = obj.GetOrAddMap("spec");
        PodSpecDefaults.SetIn(spec.GetOrAddMap("template"));
        var update = spec.GetOrAddMap("updateStrategy");
        if (update.Text("type").Length == 0) update["type"] = "RollingUpdate";
        if (update.Text("type") == "RollingUpdate")
        {
            var rolling = update.GetOrAddMap("rollingUpdate");
            rolling.Default("maxUnavailable", 1L);
            rolling.Default("maxSurge", 0L);
        }
        spec.Default("revisionHistoryLimit", 10L);
        // Clients own it whether they write it or not: upstream makes it of a field that is always there.
        obj.GetOrAddMap("metadata").GetOrAddMap("annotations").Default(TemplateGeneration, "0");
    }

    public override void PrepareForCreate(JsonMap obj, WriteContext context) => SetTemplateGeneration(obj, Math.Max(1, GetTemplateGeneration(obj)));

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context)
    {
        var before = GetTemplateGeneration(old);
        SetTemplateGeneration(obj, obj.Spec().SameField(old.Spec(), "template") ? before : before + 1);
    }

    public override void Validate(JsonMap obj, FieldErrors errors) => DaemonSetValidation.Validate(obj.Spec(), errors);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        Validate(obj, errors);
        WorkloadRules.SelectorStays(obj, old, errors);
    }

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old) => PodTemplateValidation.Warnings(obj.Spec(), FieldPath.Of("spec"), old?.Spec());

    private static long GetTemplateGeneration(JsonMap obj) =>
        long.TryParse(obj.Annotations().Text(TemplateGeneration), NumberStyles.Integer, CultureInfo.InvariantCulture, out var generation) ? generation : 0;

    private static void SetTemplateGeneration(JsonMap obj, long generation) =>
        obj.GetOrAddMap("metadata").GetOrAddMap("annotations")[TemplateGeneration] = generation.ToString(CultureInfo.InvariantCulture);
}
