using k8s.Models;
using Kube.Machinery.Quantities;
using Kube.Machinery.Quotas;

namespace Kube.Controllers.ResourceQuotas;

/// <summary>What device claims use of quotas: <c>pkg/quota/v1/evaluator/core/resource_claims.go</c>.</summary>
internal static class DeviceClaimUsages
{
    /// <summary>The most devices a claim can get, which "all" may come to.</summary>
    private const long MaxDevices = 32;

    public static Dictionary<string, Quantity> Of(Resourcev1ResourceClaim claim)
    {
        var usage = QuotaNames.CountsOf("resource.k8s.io", "resourceclaims").ToDictionary(name => name, _ => Quantity.FromValue(1), StringComparer.Ordinal);
        foreach (var request in claim.Spec.Devices?.Requests ?? [])
        {
            // Of alternatives one is chosen, of each class at most its largest.
            var asked = request.Exactly is { } exactly
                ? [(exactly.DeviceClassName, Devices(exactly.AllocationMode, exactly.Count))]
                : (request.FirstAvailable ?? []).Select(one => (one.DeviceClassName, Devices(one.AllocationMode, one.Count))).ToArray();
            usage.Add(asked.GroupBy(one => one.Item1, one => one.Item2)
                .Select(ofClass => KeyValuePair.Create(ofClass.Key + QuotaNames.DeviceClassSuffix, Quantity.FromValue(ofClass.Max()))));
        }
        return usage;
    }

    private static long Devices(string? mode, long? count) => mode == "All" ? MaxDevices : count ?? 1;
}
