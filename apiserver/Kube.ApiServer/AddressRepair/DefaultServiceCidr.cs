using System.Net;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Networking.ServiceCidrs;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.AddressRepair;

/// <summary>
/// The ServiceCIDR <c>kubernetes</c>, of the range <c>--service-cluster-ip-range</c> names: made when it is missing, never changed
/// afterwards. Upstream's kubernetes-service-cidr-controller.
/// </summary>
internal sealed class DefaultServiceCidr(ResourceRegistry registry, ServerEvents events, string range)
{
    public const string Name = "kubernetes";

    private readonly string _range = IPNetwork.Parse(range).ToString();

    public async Task EnsureAsync(CancellationToken cancellation)
    {
        var current = await registry.FindAsync(ServiceCidrKind.Resource, "", Name, cancellation) ?? await CreateAsync(cancellation);
        if (current is null || current.IsBeingDeleted()) return;
        if (!current.Spec().Strings("cidrs").SequenceEqual([_range]))
        {
            await events.WarnAsync(current, "ServiceCIDR", "KubernetesDefaultServiceCIDRInconsistent", "ServiceCIDR", $"The default ServiceCIDR [{string.Join(' ', current.Spec().Strings("cidrs"))}] does not match the controller flag configurations [{_range}]", cancellation);
            return;
        }
        if (Ready(current) is not (null or "Unknown")) return;
        await registry.ChangeStatusAsync(ServiceCidrKind.Resource, "", Name, SetReady, cancellation);
    }

    private async Task<JsonMap?> CreateAsync(CancellationToken cancellation)
    {
        try
        {
            await registry.CreateAsync(ServiceCidrKind.Resource, "", new JsonMap { ["metadata"] = new JsonMap { ["name"] = Name }, ["spec"] = new JsonMap { ["cidrs"] = new JsonList { _range } } }, cancellation);
        }
        catch (StatusException taken) when (taken.Status.Code == 409)
        {
            // Another server made it at the same time.
        }
        return await registry.FindAsync(ServiceCidrKind.Resource, "", Name, cancellation);
    }

    private void SetReady(JsonMap obj)
    {
        if (Ready(obj) is not (null or "Unknown")) return;
        obj.GetOrAddMap("status")["conditions"] = new JsonList
        {
            new JsonMap
            {
                ["type"] = "Ready",
                ["status"] = "True",
                ["lastTransitionTime"] = TimeText.Format(registry.Time.GetUtcNow()),
                ["reason"] = "",
                ["message"] = "Kubernetes default Service CIDR is ready",
            },
        };
    }

    private static string? Ready(JsonMap obj) => obj.Status().Maps("conditions").FirstOrDefault(condition => condition.Text("type") == "Ready")?.Text("status");
}
