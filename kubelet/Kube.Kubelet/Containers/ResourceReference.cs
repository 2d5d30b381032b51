using System.Globalization;
using k8s.Models;
using Kube.Machinery.Quantities;

namespace Kube.Kubelet.Containers;

/// <summary>Reads the request or limit that a <c>resourceFieldRef</c> names; an absent limit is what the node has to give.</summary>
internal static class ResourceReference
{
    public static string Read(V1Container container, V1ResourceFieldSelector selector, IReadOnlyDictionary<string, Quantity> allocatable)
    {
        var (side, resource) = selector.Resource.Split('.', 2) is [var first, var second] ? (first, second) : ("", "");
        var amount = side switch
        {
            "limits" => container.Resources.Limit(resource) ?? allocatable.GetValueOrDefault(resource),
            "requests" => container.Resources.Request(resource) ?? Quantity.Zero,
            _ => throw new ConfigException($"unsupported container resource : {selector.Resource}"),
        };
        var divisor = selector.Divisor is null ? Quantity.FromValue(1) : Quantity.Parse(selector.Divisor.ToString());
        if (divisor.IsZero)
            divisor = Quantity.FromValue(1);
        var value = resource == "cpu" ? Ceiling(amount.MilliValue, divisor.MilliValue) : Ceiling(amount.Value, divisor.Value);
        return value.ToString(CultureInfo.InvariantCulture);
    }

    private static long Ceiling(long amount, long divisor) => (amount + divisor - 1) / divisor;
}
