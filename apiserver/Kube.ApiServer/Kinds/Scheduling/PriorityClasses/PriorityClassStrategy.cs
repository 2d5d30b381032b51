using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Scheduling.PriorityClasses;

/// <summary>Rules of priority classes; the system's own are fixed: <c>pkg/apis/scheduling</c>.</summary>
internal sealed class PriorityClassStrategy : KindStrategy
{
    private const string SystemPrefix = "system-";
    private const long HighestForUsers = 1_000_000_000;

    /// <summary>The values that the system's own classes must have.</summary>
    public static IReadOnlyDictionary<string, long> SystemValues { get; } = new Dictionary<string, long> { ["system-node-critical"] = 2_000_001_000, ["system-cluster-critical"] = 2_000_000_000 };
    private static readonly string[] Policies = ["PreemptLowerPriority", "Never"];

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj) => obj.Default("preemptionPolicy", "PreemptLowerPriority");

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var (name, value) = (obj.Name(), obj.Number("value"));
        if (name.StartsWith(SystemPrefix, StringComparison.Ordinal))
        {
            if (!SystemValues.TryGetValue(name, out var known))
                errors.Forbidden(FieldPath.Of("metadata").Child("name"), $"priority class names with '{SystemPrefix}' prefix are reserved for system use only. error: {name} is not a known system priority class");
            else if (value != known)
                errors.Forbidden(FieldPath.Of("metadata").Child("name"), $"priority class names with '{SystemPrefix}' prefix are reserved for system use only. error: value of {name} PriorityClass must be {known}");
        }
        else if (value > HighestForUsers) errors.Forbidden(FieldPath.Of("value"), $"maximum allowed value of a user defined priority is {HighestForUsers}");
        errors.OneOf(FieldPath.Root, obj, "preemptionPolicy", Policies);
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        if (obj.Number("value") != old.Number("value")) errors.Forbidden(FieldPath.Of("value"), "may not be changed in an update.");
        if (!obj.SameField(old, "preemptionPolicy")) errors.Invalid(FieldPath.Of("preemptionPolicy"), obj["preemptionPolicy"], FieldRules.Immutable);
    }
}
