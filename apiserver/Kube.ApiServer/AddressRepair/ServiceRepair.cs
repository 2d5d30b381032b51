using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Services;
using Kube.ApiServer.Kinds.Core.Services.Addresses;
using Kube.ApiServer.Kinds.Networking.IpAddresses;
using Kube.ApiServer.Kinds.Networking.ServiceCidrs;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.AddressRepair;

/// <summary>
/// Sees to it that each address and node port of a service has its claim: upstream's ipallocator- and portallocator-repair controllers,
/// side of the services. Claims go missing only by somebody else's hand, or where services are older than claims.
/// </summary>
internal sealed class ServiceRepair(ResourceRegistry registry, ServerEvents addressEvents, ServerEvents portEvents, NodePortRange ports)
{
    private const string Action = "ClusterIPAllocation";

    public async Task RepairAsync(JsonMap service, CancellationToken cancellation)
    {
        service["apiVersion"] = "v1";
        foreach (var (resource, name) in ServiceClaims.Of(service))
        {
            if (resource == ServiceClaims.NodePortResource) await RepairPortAsync(service, name, cancellation);
            else await RepairIpAsync(service, name, cancellation);
        }
    }

    private async Task RepairIpAsync(JsonMap service, string ip, CancellationToken cancellation)
    {
        var family = ServiceClaims.Family(ip);
        if (!IpRules.TryParse(ip, out var address))
        {
            await Warn(service, "ClusterIPNotValid", $"Cluster IP {ip} is not a valid IP; please recreate Service", cancellation, "ClusterIPValidation");
            return;
        }
        if (!AddressSources.Ranges(registry.Cache(ServiceCidrKind.Resource), readyOnly: false).Any(range => range.Contains(address)))
        {
            await Warn(service, "ClusterIPOutOfRange", $"Cluster IP [{family}]: {ip} is not within any configured Service CIDR; please recreate service", cancellation);
            return;
        }
        if (await registry.FindAsync(IpAddressKind.Resource, "", ip, cancellation) is not { } claim)
        {
            await Warn(service, "ClusterIPNotAllocated", $"Cluster IP [{family}]: {ip} is not allocated; repairing", cancellation);
            await CreateAsync(IpAddressKind.Resource, ip, service, cancellation);
        }
        else if (!ServiceClaims.IsOf(claim, service))
        {
            if (await OwnerAsync(claim, cancellation) is { } owner && ServiceClaims.Of(owner).Contains((IpAddressKind.Resource, ip)))
            {
                await Warn(service, "ClusterIPAlreadyAllocated", $"Cluster IP [{family}]:{ip} was assigned to multiple services; please recreate service", cancellation);
                return;
            }
            await Warn(service, "ClusterIPNotAllocated", $"the ClusterIP [{family}]: {ip} for Service {service.Metadata().Text("namespace")}/{service.Name()} has a wrong reference; repairing", cancellation);
            await RecreateAsync(ip, service, cancellation);
        }
        else if (claim.Labels().Text(ServiceClaims.ManagedByLabel) != ServiceClaims.ManagedBy || claim.Labels().Text(ServiceClaims.FamilyLabel) != family)
        {
            await RecreateAsync(ip, service, cancellation);
        }
    }

    private async Task RepairPortAsync(JsonMap service, string name, CancellationToken cancellation)
    {
        if (!ports.Contains(long.Parse(name, System.Globalization.CultureInfo.InvariantCulture)))
            await WarnOfPort(service, "PortOutOfRange", $"Port {name} is not within the port range {ports}; please recreate service", cancellation);
        else if (await registry.FindAsync(ServiceClaims.NodePortResource, "", name, cancellation) is not { } claim)
        {
            await WarnOfPort(service, "PortNotAllocated", $"Port {name} is not allocated; repairing", cancellation);
            await CreateAsync(ServiceClaims.NodePortResource, name, service, cancellation);
        }
        else if (!ServiceClaims.IsOf(claim, service) && await OwnerAsync(claim, cancellation) is { } owner && ServiceClaims.Of(owner).Contains((ServiceClaims.NodePortResource, name)))
            await WarnOfPort(service, "PortAlreadyAllocated", $"Port {name} was assigned to multiple services; please recreate service", cancellation);
    }

    private async Task<JsonMap?> OwnerAsync(JsonMap claim, CancellationToken cancellation)
    {
        var parent = claim.Spec().Part("parentRef");
        return parent.Text("group").Length == 0 && parent.Text("resource") == "services"
            ? await registry.FindAsync(ServiceKind.Resource, parent.Text("namespace"), parent.Text("name"), cancellation)
            : null;
    }

    private async Task RecreateAsync(string ip, JsonMap service, CancellationToken cancellation)
    {
        try
        {
            await registry.DeleteAsync(IpAddressKind.Resource, "", ip, new DeleteOptions(), cancellation);
        }
        catch (StatusException gone) when (gone.Status.Code == 404)
        {
            // As wanted.
        }
        await CreateAsync(IpAddressKind.Resource, ip, service, cancellation);
    }

    private async Task CreateAsync(Resource resource, string name, JsonMap service, CancellationToken cancellation)
    {
        try
        {
            await registry.CreateAsync(resource, "", ServiceClaims.NewClaim(name, service), cancellation);
        }
        catch (StatusException taken) when (taken.Status.Code == 409)
        {
            // Claimed since; the next look says by whom.
        }
    }

    private Task Warn(JsonMap service, string reason, string message, CancellationToken cancellation, string action = Action) =>
        addressEvents.WarnAsync(service, "Service", reason, action, message, cancellation);

    private Task WarnOfPort(JsonMap service, string reason, string message, CancellationToken cancellation) =>
        portEvents.WarnAsync(service, "Service", reason, "NodePortAllocation", message, cancellation);
}
