using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Services;
using Kube.ApiServer.Kinds.Core.Services.Addresses;
using Kube.ApiServer.Kinds.Networking.IpAddresses;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.AddressRepair;

/// <summary>
/// Tells at a glance that a service and its claims agree, which nearly all do: what is looked at of each is read from its bytes only
/// once, so that looking at all of them costs little.
/// </summary>
internal sealed class SettledClaims(ResourceRegistry registry)
{
    private static readonly object Slot = new();

    public bool IsSettled(CachedObject service) =>
        Claims(service).All(claim => registry.Cache(claim.Resource).Current.Get("", claim.Name) is { } found
            && Owner(found) is { IsWellFormed: true } owner && (owner.Namespace, owner.Name) == (service.Namespace, service.Name));

    public bool IsSettled(Resource resource, CachedObject claim) =>
        Owner(claim) is { IsWellFormed: true } owner
        && registry.Cache(ServiceKind.Resource).Current.Get(owner.Namespace, owner.Name) is { } service && Claims(service).Contains((resource, claim.Name));

    private static IReadOnlyList<(Resource Resource, string Name)> Claims(CachedObject service) =>
        service.GetOrDerive(Slot, static found => ServiceClaims.Of(ObjectCodec.Decode(found.Json, ServiceKind.Resource.Type)));

    private static ClaimOwner Owner(CachedObject claim) => claim.GetOrDerive(Slot, static found =>
    {
        var obj = ObjectCodec.Decode(found.Json, IpAddressKind.Resource.Type);
        var parent = obj.Spec().Part("parentRef");
        var isWellFormed = parent.Text("group").Length == 0 && parent.Text("resource") == "services"
            && obj.Labels().Text(ServiceClaims.ManagedByLabel) == ServiceClaims.ManagedBy && obj.Labels().Text(ServiceClaims.FamilyLabel) == ServiceClaims.Family(found.Name);
        return new ClaimOwner(parent.Text("namespace"), parent.Text("name"), isWellFormed);
    });

    private sealed record ClaimOwner(string Namespace, string Name, bool IsWellFormed);
}
