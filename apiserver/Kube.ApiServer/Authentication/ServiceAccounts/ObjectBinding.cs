using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>An object without which a token is worth nothing: that very one, not another of its name.</summary>
internal sealed class ObjectBinding(ResourceRegistry registry, Resource resource, string @namespace, string name, string uid)
{
    /// <summary>What is being deleted may go on for as long, which upstream allows for clocks that differ.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);

    private static readonly object Slot = new();

    private readonly WatchCache _cache = registry.Cache(resource);

    /// <summary>As the cache shows it now.</summary>
    public bool Stands()
    {
        if (_cache.Current.Get(resource.Namespaced ? @namespace : "", name) is not { } found) return false;
        var facts = found.GetOrDerive(Slot, static state => Facts.Read((JsonMap)JsonReader.Read(state.Json.Span)!));
        return facts.Uid == uid && registry.Time.GetUtcNow() < facts.Deletion + Leeway;
    }

    private sealed record Facts(string Uid, DateTimeOffset Deletion)
    {
        public static Facts Read(JsonMap obj)
        {
            var metadata = obj.Metadata();
            var deletion = metadata.Text("deletionTimestamp") is { Length: > 0 } text
                ? DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
                : DateTimeOffset.MaxValue - Leeway;
            return new Facts(metadata.Text("uid"), deletion);
        }
    }
}
