using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.ReplicationControllers;

/// <summary>Rules of replication controllers, whose selector and labels default to those of the template.</summary>
internal sealed class ReplicationControllerStrategy : KindStrategy
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override bool HasStatus => true;

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        var spec = obj.GetOrAddMap("spec");
        PodSpecDefaults.SetInTemplate(spec);
        if (spec.Part("template").Metadata().Map("labels") is { Count: > 0 } labels)
        {
            if (spec.CountOf("selector") == 0) spec["selector"] = labels.DeepClone();
            if (obj.Labels().Count == 0) obj.GetOrAddMap("metadata")["labels"] = labels.DeepClone();
        }
        spec.Default("replicas", 1L);
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        errors.NonNegative(Spec, spec, "minReadySeconds");
        if (spec.CountOf("selector") == 0) errors.Required(Spec.Child("selector"));
        errors.NonNegative(Spec, spec, "replicas");
        if (spec.Map("template") is { } template)
            PodTemplateValidation.ValidateForSelector(template, Selectors.OfLabels(spec.Map("selector")), "ReplicationController", errors, Spec.Child("template"));
        else errors.Required(Spec.Child("template"));
    }

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old) => PodTemplateValidation.Warnings(obj.Spec(), Spec, old?.Spec());
}
