using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Selectors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Batch.Jobs;

/// <summary>Rules of jobs: <c>pkg/registry/batch/job/strategy.go</c>.</summary>
internal sealed class JobStrategy : KindStrategy
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override bool HasStatus => true;

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj) => JobDefaults.Set(obj);

    public override void PrepareForCreate(JsonMap obj, WriteContext context) => JobSelector.Generate(obj);

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        JobSelector.Validate(obj, errors);
        JobSpecValidation.Validate(obj.Spec(), errors, Spec);
        ValidateSelector(obj.Spec(), errors);
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        JobSpecValidation.Validate(obj.Spec(), errors, Spec);
        ValidateSelector(obj.Spec(), errors);
        JobUpdateValidation.Validate(obj.Spec(), old, errors);
    }

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old) => PodTemplateValidation.Warnings(obj.Spec(), Spec, old?.Spec());

    private static void ValidateSelector(JsonMap spec, FieldErrors errors)
    {
        if (spec.Map("selector") is not { } selector)
        {
            errors.Required(Spec.Child("selector"));
            return;
        }
        errors.Selector(Spec.Child("selector"), selector);
        var labels = spec.Part("template").Metadata().Map("labels");
        try
        {
            if (!Selectors.Of(selector).Matches(new JsonLabels(labels))) errors.Invalid(Spec.Child("template", "metadata").Child("labels"), labels, "`selector` does not match template `labels`");
        }
        catch (SelectorException)
        {
            // What is wrong with the selector is said already.
        }
    }
}
