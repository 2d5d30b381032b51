using Kube.ApiServer.Caching;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Kinds.Core.Services.Addresses;

/// <summary>What the stored services have, read from their cache; a service's claim is worked out once a revision.</summary>
internal sealed class StoredClaims(WatchCache services)
{
    private static readonly object Slot = new();

    public IEnumerable<ServiceClaim> Current() => services.Current.Enumerate()
        .Select(service => service.GetOrDerive(Slot, static found => ServiceClaim.Of(ObjectCodec.Decode(found.Json, ServiceKind.Resource.Type))));
}
