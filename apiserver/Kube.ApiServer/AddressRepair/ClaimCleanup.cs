using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Services;
using Kube.ApiServer.Kinds.Core.Services.Addresses;
using Kube.ApiServer.Kinds.Networking.IpAddresses;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.AddressRepair;

/// <summary>
/// Removes claims that belong to no service: upstream's repair controllers, side of the addresses. Those others made are left alone.
/// </summary>
internal sealed class ClaimCleanup(ResourceRegistry registry, ServerEvents events)
{
    /// <summary>How long a claim may be there before its service: a write of another server that is still under way.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    private const string Action = "IPAddressAllocation";

    /// <returns>Whether it has to be looked at again though nothing changes.</returns>
    public async Task<bool> CleanAsync(Resource resource, CachedObject item, CancellationToken cancellation)
    {
        var claim = ObjectCodec.Decode(item.Json, resource.Type);
        if (claim.Labels().Text(ServiceClaims.ManagedByLabel) != ServiceClaims.ManagedBy) return false;
        var parent = claim.Spec().Part("parentRef");
        var (space, name) = (parent.Text("namespace"), parent.Text("name"));
        if (parent.Text("group").Length > 0 || parent.Text("resource") != "services")
        {
            await RemoveAsync(resource, item, claim, "IPAddressNotAllocated", $"IPAddress {item.Name} appears to have been modified, not referencing a Service {Shown(parent)}: cleaning up", cancellation);
            return false;
        }
        if (await registry.FindAsync(ServiceKind.Resource, space, name, cancellation) is not { } service)
        {
            if (TimeText.Parse(claim.Metadata().String("creationTimestamp")) is { } made && registry.Time.GetUtcNow() - made <= Grace) return true;
            await RemoveAsync(resource, item, claim, "IPAddressNotAllocated", $"IPAddress: {item.Name} for Service {space}/{name} appears to have leaked: cleaning up", cancellation);
            return false;
        }
        if (ServiceClaims.Of(service).Contains((resource, item.Name))) return false;
        await RemoveAsync(resource, item, claim, "IPAddressWrongReference", $"IPAddress: {item.Name} for Service {space}/{name} has a wrong reference; cleaning up", cancellation);
        return false;
    }

    private async Task RemoveAsync(Resource resource, CachedObject item, JsonMap claim, string reason, string message, CancellationToken cancellation)
    {
        // Node ports have no object to tell of.
        if (resource == IpAddressKind.Resource) await events.WarnAsync(claim, resource.Kind, reason, Action, message, cancellation);
        try
        {
            await registry.DeleteAsync(resource, "", item.Name, new DeleteOptions { PreconditionResourceVersion = $"{item.Revision}" }, cancellation);
        }
        catch (StatusException changed) when (changed.Status.Code is 404 or 409)
        {
            // Gone already, or changed: it is looked at again then.
        }
    }

    private static string Shown(JsonMap parent) => $"&ParentReference{{Group:{parent.Text("group")},Resource:{parent.Text("resource")},Namespace:{parent.Text("namespace")},Name:{parent.Text("name")},}}";
}
