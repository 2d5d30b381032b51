using k8s.Models;
using Kube.Machinery.Clients;

namespace Kube.Controllers.Scheduling.Watching;

/// <summary>
/// Which kinds the API server serves. A kind it does not serve has no objects; following it would never end its first list.
/// </summary>
internal sealed class ServedKinds
{
    private readonly Dictionary<string, HashSet<string>> _plurals = [];

    /// <summary>Asks the server's discovery for the given kinds' groups.</summary>
    public static async Task<ServedKinds> DiscoverAsync(ApiClient client, IEnumerable<ResourceType> kinds, CancellationToken cancellationToken)
    {
        var served = new ServedKinds();
        foreach (var group in kinds.GroupBy(kind => kind.ApiVersion))
        {
            var kind = group.First();
            var path = kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.ApiVersion}";
            try
            {
                var resources = await client.SendAsync<V1APIResourceList>(HttpMethod.Get, path, cancellationToken: cancellationToken);
                served._plurals[kind.ApiVersion] = [.. resources.Resources.Select(resource => resource.Name)];
            }
            catch (ApiException failure) when (failure.IsNotFound)
            {
                served._plurals[kind.ApiVersion] = [];
            }
        }
        return served;
    }

    public bool Contains<T>()
    {
        var kind = ResourceType.Of<T>();
        return _plurals.TryGetValue(kind.ApiVersion, out var plurals) && plurals.Contains(kind.Plural);
    }
}
