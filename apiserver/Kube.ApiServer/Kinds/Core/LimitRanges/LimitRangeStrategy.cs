using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.LimitRanges;

/// <summary>Rules of limit ranges; what is not said about containers follows from the limits that are.</summary>
internal sealed class LimitRangeStrategy : KindStrategy
{
    public override void SetDefaults(JsonMap obj)
    {
        foreach (var limit in obj.Spec().Maps("limits").Where(limit => limit.Text("type") == "Container"))
        {
            Fill(limit, "default", limit.Map("max"));
            Fill(limit, "defaultRequest", limit.Map("default"));
            Fill(limit, "defaultRequest", limit.Map("min"));
        }
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var limit in obj.Spec().Maps("limits"))
        {
            var here = FieldPath.Of("spec").Child("limits").Index(index++);
            LimitValidation.Validate(limit, errors, here);
            if (!types.Add(limit.Text("type"))) errors.Duplicate(here.Child("type"), limit.Text("type"));
        }
    }

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old)
    {
        var index = 0;
        foreach (var limit in obj.Spec().Maps("limits"))
        {
            var here = FieldPath.Of("spec").Child("limits").Index(index++);
            foreach (var field in (string[])["max", "min", "default", "defaultRequest"])
            {
                foreach (var name in (string[])["memory", "ephemeral-storage"])
                {
                    if (limit.Part(field).Amount(name) is { } amount && amount.MilliValue % 1000 != 0)
                        yield return $"{here.Child(field).Key(name)}: fractional byte value \"{amount}\" is invalid, must be an integer";
                }
            }
        }
    }

    private static void Fill(JsonMap limit, string field, JsonMap? from)
    {
        foreach (var (name, amount) in from ?? []) limit.GetOrAddMap(field).Default(name, amount!);
    }
}
