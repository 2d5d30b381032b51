using Kube.ApiServer.Kinds.Networking.IpAddresses;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Storage;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Kinds.Core.Services.Addresses;

/// <summary>
/// What proves that a service's addresses and node ports are its own: an IPAddress object for each cluster IP, and one of the same
/// shape, not served, for each node port. They are written and removed in the transaction that writes the service, so none is given
/// twice or lost, whoever crashes and however many servers share the store.
/// </summary>
internal sealed class ServiceClaims : ICompanions
{
    public const string ManagedBy = "ipallocator.k8s.io";
    public const string ManagedByLabel = "ipaddress.kubernetes.io/managed-by";
    public const string FamilyLabel = "ipaddress.kubernetes.io/ip-family";

    /// <summary>Node ports by number; upstream keeps one bitmap in this place.</summary>
    public static Resource NodePortResource { get; } = new()
    {
        Group = "",
        Kind = "RangeAllocation",
        Plural = "servicenodeportallocations",
        StoragePrefix = "ranges/servicenodeports",
        Namespaced = false,
        Type = IpAddressKind.Resource.Type,
    };

    public IEnumerable<Write> Writes(JsonMap? obj, JsonMap? old, ResourceRegistry registry)
    {
        var before = old is null ? [] : Of(old);
        var after = obj is null ? [] : Of(obj);
        foreach (var (resource, name) in after.Except(before))
            yield return Write.Create(Key(resource, name), ObjectCodec.Encode(Claim(resource, name, obj!, registry), resource.Type));
        foreach (var (resource, name) in before.Except(after))
        {
            if (registry.Cache(resource).Current.Get("", name) is not { } claim || !IsOf(ObjectCodec.Decode(claim.Json, resource.Type), old!)) continue;
            yield return Write.Delete(Key(resource, name), claim.Revision);
        }
    }

    /// <summary>What a service has, each as the resource and the name of its claim.</summary>
    public static IReadOnlyList<(Resource Resource, string Name)> Of(JsonMap service)
    {
        var spec = service.Spec();
        var ips = ServiceTraits.IsHeadless(spec) ? [] : spec.Strings("clusterIPs").Select(ip => (IpAddressKind.Resource, ip));
        return [.. ips, .. NodePorts(spec).Select(port => (NodePortResource, $"{port}"))];
    }

    /// <summary>The node ports of a service, each once.</summary>
    public static IEnumerable<long> NodePorts(JsonMap spec) =>
        spec.Maps("ports").Select(port => port.Number("nodePort")).Append(spec.Number("healthCheckNodePort")).Where(port => port != 0).Distinct();

    /// <summary>Whether a claim names this service as its owner.</summary>
    public static bool IsOf(JsonMap claim, JsonMap service)
    {
        var parent = claim.Spec().Part("parentRef");
        return parent.Text("group").Length == 0 && parent.Text("resource") == "services"
            && parent.Text("namespace") == service.Metadata().Text("namespace") && parent.Text("name") == service.Name();
    }

    /// <summary>The claim as it is stored, with all its metadata.</summary>
    private static JsonMap Claim(Resource resource, string name, JsonMap service, ResourceRegistry registry)
    {
        var claim = NewClaim(name, service);
        claim["apiVersion"] = resource.ApiVersion;
        claim["kind"] = resource.Kind;
        registry.Own(claim, resource);
        var metadata = claim.Map("metadata")!;
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = TimeText.Format(registry.Time.GetUtcNow());
        ObjectCodec.Normalize(claim, resource.Type);
        return claim;
    }

    /// <summary>The claim as a client would send it.</summary>
    public static JsonMap NewClaim(string name, JsonMap service) => new()
    {
        ["metadata"] = new JsonMap
        {
            ["name"] = name,
            ["labels"] = new JsonMap { [FamilyLabel] = Family(name), [ManagedByLabel] = ManagedBy },
        },
        ["spec"] = new JsonMap
        {
            ["parentRef"] = new JsonMap { ["resource"] = "services", ["namespace"] = service.Metadata().Text("namespace"), ["name"] = service.Name() },
        },
    };

    public static string Family(string ip) => ip.Contains(':') ? "IPv6" : "IPv4";

    private static string Key(Resource resource, string name) => StoreKey.Of(StoreKey.Prefix(resource.StoragePrefix), null, name);
}
