using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

internal static class TolerationsValidation
{
    /// <summary>What a taint does; tolerations name the same effects.</summary>
    public static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    public static void Validate(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var index = 0;
        foreach (var toleration in spec.Maps("tolerations"))
        {
            var here = at.Index(index++);
            var (key, @operator, value) = (toleration.Text("key"), toleration.Text("operator"), toleration.Text("value"));
            if (key.Length > 0) errors.QualifiedName(here.Child("key"), key);
            else if (@operator != "Exists")
                errors.Invalid(here.Child("operator"), @operator, "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            if (toleration.Has("tolerationSeconds") && toleration.Text("effect") != "NoExecute")
                errors.Invalid(here.Child("effect"), toleration.Text("effect"), "effect must be 'NoExecute' when `tolerationSeconds` is set");
            ValidateOperator(@operator, value, errors, here.Child("operator"));
            errors.OneOf(here, toleration, "effect", Effects);
        }
    }

    private static void ValidateOperator(string @operator, string value, FieldErrors errors, FieldPath at)
    {
        switch (@operator)
        {
            case "Equal" or "":
                if (LabelNames.Value(value) is { Count: > 0 } wrong) errors.Invalid(at, value, string.Join(';', wrong));
                break;
            case "Exists":
                if (value.Length > 0) errors.Invalid(at, value, "value must be empty when `operator` is 'Exists'");
                break;
            default:
                errors.NotSupported(at, @operator, "Equal", "Exists");
                break;
        }
    }
}
