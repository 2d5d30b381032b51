using k8s.Models;
using Kube.Machinery.Quantities;

namespace Kube.Controllers.ResourceQuotas;

/// <summary>Named amounts as quotas reckon with them.</summary>
internal static class Amounts
{
    public static Dictionary<string, Quantity> Of(IDictionary<string, ResourceQuantity>? list)
        => (list ?? new Dictionary<string, ResourceQuantity>()).ToDictionary(entry => entry.Key, entry => Quantity.Parse(entry.Value.ToString()), StringComparer.Ordinal);

    public static void Add(this Dictionary<string, Quantity> amounts, IEnumerable<KeyValuePair<string, Quantity>> more)
    {
        foreach (var (name, amount) in more)
            amounts[name] = amounts.GetValueOrDefault(name) + amount;
    }

    /// <summary>Makes each amount at least the other.</summary>
    public static void Raise(this Dictionary<string, Quantity> amounts, IEnumerable<KeyValuePair<string, Quantity>> others)
    {
        foreach (var (name, amount) in others)
        {
            if (!amounts.TryGetValue(name, out var known) || amount > known)
                amounts[name] = amount;
        }
    }
}
