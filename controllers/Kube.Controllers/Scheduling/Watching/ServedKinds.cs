using k8s.Models;
using Kube.Machinery;
using Kube.Machinery.Clients;

namespace Kube.Controllers.Scheduling.Watching;

/// <summary>
/// Which kinds the API server serves. A kind it does not serve has no objects; following it would never end its first list.
/// </summary>
internal sealed class ServedKinds
{
    private readonly Dictionary<string, HashSet<string>> _plurals = [];

    /// <summary>Asks the server's discovery for the groups of the given kinds, as often as it takes.</summary>
    public static async Task<ServedKinds> DiscoverAsync(
        ApiClient client, IEnumerable<ResourceType> kinds, TimeProvider time, CancellationToken cancellationToken)
    {
        var served = new ServedKinds();
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        foreach (var kind in kinds.DistinctBy(kind => kind.ApiVersion))
        {
            while (!await served.TryAddAsync(client, kind, cancellationToken))
                await Task.Delay(backoff.Next(), time, cancellationToken);
        }
        return served;
    }

    public bool Contains<T>()
    {
        var kind = ResourceType.Of<T>();
        return _plurals.TryGetValue(kind.ApiVersion, out var plurals) && plurals.Contains(kind.Plural);
    }

    /// <returns>False when the server could not answer.</returns>
    private async Task<bool> TryAddAsync(ApiClient client, ResourceType kind, CancellationToken cancellationToken)
    {
        var path = kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.ApiVersion}";
        try
        {
            var resources = await client.SendAsync<V1APIResourceList>(HttpMethod.Get, path, cancellationToken: cancellationToken);
            _plurals[kind.ApiVersion] = [.. resources.Resources.Select(resource => resource.Name)];
            return true;
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
            _plurals[kind.ApiVersion] = [];
            return true;
        }
        catch (Exception failure) when (failure is ApiException or HttpRequestException or IOException)
        {
            return false;
        }
    }
}
