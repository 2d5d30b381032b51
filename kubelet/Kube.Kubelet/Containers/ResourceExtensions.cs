using k8s.Models;
using Kube.Machinery.Quantities;

namespace Kube.Kubelet.Containers;

internal static class ResourceExtensions
{
    public static Quantity? Limit(this V1ResourceRequirements? resources, string name) => Read(resources?.Limits, name);

    public static Quantity? Request(this V1ResourceRequirements? resources, string name) => Read(resources?.Requests, name);

    private static Quantity? Read(IDictionary<string, ResourceQuantity>? amounts, string name) =>
        amounts is not null && amounts.TryGetValue(name, out var amount) ? Quantity.Parse(amount.ToString()) : null;
}
