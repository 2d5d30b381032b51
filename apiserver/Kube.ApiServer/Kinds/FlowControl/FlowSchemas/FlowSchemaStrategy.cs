using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.FlowControl.FlowSchemas;

/// <summary>Rules of flow schemas: <c>pkg/apis/flowcontrol</c>.</summary>
internal sealed class FlowSchemaStrategy : KindStrategy
{
    private const long UsualPrecedence = 1000;
    private const long MaxPrecedence = 10000;

    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Methods = ["ByNamespace", "ByUser"];

    public override bool HasStatus => true;

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        if (obj.Spec().Number("matchingPrecedence") == 0) obj.GetOrAddMap("spec")["matchingPrecedence"] = UsualPrecedence;
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        var precedence = spec.Number("matchingPrecedence");
        if (precedence <= 0) errors.Invalid(Spec.Child("matchingPrecedence"), precedence, "must be a positive value");
        if (precedence > MaxPrecedence) errors.Invalid(Spec.Child("matchingPrecedence"), precedence, $"must not be greater than {MaxPrecedence}");
        if (precedence == 1 && obj.Name() != "exempt") errors.Invalid(Spec.Child("matchingPrecedence"), precedence, "only the schema named 'exempt' may have matchingPrecedence 1");
        if (spec.Map("distinguisherMethod") is { } method) errors.OneOf(Spec.Child("distinguisherMethod"), method, "type", Methods, required: true);
        var level = spec.Part("priorityLevelConfiguration").Text("name");
        if (level.Length > 0) errors.DnsSubdomain(Spec.Child("priorityLevelConfiguration", "name"), level);
        else errors.Required(Spec.Child("priorityLevelConfiguration", "name"), "must reference a priority level");
        var index = 0;
        foreach (var rule in spec.Maps("rules"))
        {
            var here = Spec.Child("rules").Index(index++);
            if (rule.CountOf("subjects") == 0) errors.Required(here.Child("subjects"), "subjects must contain at least one value");
            if (rule.CountOf("resourceRules") + rule.CountOf("nonResourceRules") == 0) errors.Required(here, "at least one of resourceRules and nonResourceRules has to be non-empty");
        }
    }
}
