using Kube.ApiServer.Validation;
using Kube.Machinery.Quantities;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Rules;

/// <summary>Amounts in objects and what is checked of them.</summary>
internal static class QuantityRules
{
    private static readonly HashSet<string> Countable =
    [
        "pods", "services", "replicationcontrollers", "resourcequotas", "secrets", "configmaps", "persistentvolumeclaims",
        "services.nodeports", "services.loadbalancers",
    ];

    /// <summary>The amount under <paramref name="key"/>; null when there is none or it cannot be read.</summary>
    public static Quantity? Amount(this JsonMap map, string key) =>
        map.String(key) is { } text && Quantity.TryParse(text, out var amount, out _) ? amount : null;

    public static IEnumerable<KeyValuePair<string, Quantity>> Amounts(this JsonMap? resources)
    {
        foreach (var (name, _) in resources ?? [])
        {
            if (resources!.Amount(name) is { } amount) yield return new(name, amount);
        }
    }

    /// <summary>Not negative, and whole where the resource is counted.</summary>
    public static void ResourceAmount(this FieldErrors errors, FieldPath at, string resource, Quantity amount)
    {
        if (amount.Sign < 0) errors.Invalid(at, amount.ToString(), FieldRules.Negative);
        if ((Countable.Contains(resource) || ResourceNames.IsExtended(resource)) && amount.MilliValue % 1000 != 0)
            errors.Invalid(at, amount.ToString(), "must be an integer");
    }
}
