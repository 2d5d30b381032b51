using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Bootstrap;

/// <summary>Creates what another server that starts on the same store may be creating at the same time.</summary>
internal static class Creation
{
    public static async Task CreateUnlessThereAsync(this ResourceRegistry registry, Resource resource, string space, JsonMap obj, CancellationToken cancellation)
    {
        var name = obj.Name();
        try
        {
            await registry.CreateAsync(resource, space, obj, cancellation);
        }
        catch (StatusException)
        {
            // That the other was first shows in several ways: what the object asks for, such as a service's address, may be taken before its name is.
            if (await registry.LookUpAsync(resource, space, name, cancellation) is null) throw;
        }
    }
}
