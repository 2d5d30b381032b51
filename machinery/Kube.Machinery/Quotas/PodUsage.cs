using Kube.Machinery.Quantities;

namespace Kube.Machinery.Quotas;

/// <summary>What a pod's totals come to in the names quotas use: <c>podComputeUsageHelper</c>.</summary>
public static class PodUsage
{
    private static readonly HashSet<string> Compute = ["cpu", "memory", "ephemeral-storage"];

    /// <summary>The amounts of one pod that is not at its end; <c>count/pods</c> is not among them.</summary>
    public static Dictionary<string, Quantity> Of(IReadOnlyDictionary<string, Quantity> requests, IReadOnlyDictionary<string, Quantity> limits)
    {
        var usage = new Dictionary<string, Quantity>(StringComparer.Ordinal) { ["pods"] = Quantity.FromValue(1) };
        foreach (var (name, amount) in requests)
        {
            var huge = name.StartsWith(QuotaNames.HugePagesPrefix, StringComparison.Ordinal);
            if (Compute.Contains(name) || huge) usage[name] = amount;
            if (Compute.Contains(name) || huge || QuotaNames.IsExtended(name)) usage[QuotaNames.RequestsPrefix + name] = amount;
        }
        foreach (var (name, amount) in limits)
        {
            if (Compute.Contains(name)) usage[QuotaNames.LimitsPrefix + name] = amount;
        }
        return usage;
    }
}
