using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Discovery.EndpointSlices;

/// <summary>ValidateEndpointSlice.</summary>
internal static class EndpointSliceValidation
{
    private const int MaxEndpoints = 1000;
    private const int MaxPorts = 20000;
    private const int MaxAddresses = 100;
    private const int MaxZoneHints = 8;

    private static readonly string[] AddressTypes = ["FQDN", "IPv4", "IPv6"];

    public static void Validate(JsonMap slice, FieldErrors errors)
    {
        errors.OneOf(FieldPath.Root, slice, "addressType", AddressTypes, required: true);
        ValidateEndpoints(slice, errors, FieldPath.Of("endpoints"));
        ValidatePorts(slice, errors, FieldPath.Of("ports"));
    }

    private static void ValidateEndpoints(JsonMap slice, FieldErrors errors, FieldPath at)
    {
        if (slice.CountOf("endpoints") > MaxEndpoints)
        {
            errors.TooMany(at, slice.CountOf("endpoints"), MaxEndpoints);
            return;
        }
        var index = 0;
        foreach (var endpoint in slice.Maps("endpoints"))
        {
            var here = at.Index(index++);
            ValidateAddresses(endpoint.Strings("addresses"), slice.Text("addressType"), errors, here.Child("addresses"));
            if (endpoint.String("nodeName") is { } node) errors.DnsSubdomain(here.Child("nodeName"), node);
            errors.Labels(here.Child("deprecatedTopology"), endpoint.Map("deprecatedTopology"));
            if (endpoint.String("hostname") is { } host) errors.DnsLabel(here.Child("hostname"), host);
            if (endpoint.Map("hints") is { } hints) ValidateHints(hints, errors, here.Child("hints"));
        }
    }

    private static void ValidateAddresses(IReadOnlyList<string> addresses, string type, FieldErrors errors, FieldPath at)
    {
        if (addresses.Count == 0) errors.Required(at, "must contain at least 1 address");
        else if (addresses.Count > MaxAddresses) errors.TooMany(at, addresses.Count, MaxAddresses);
        for (var i = 0; i < addresses.Count; i++)
        {
            var here = at.Index(i);
            if (type == "FQDN")
            {
                errors.DnsSubdomain(here, addresses[i]);
                continue;
            }
            var parsed = IpRules.TryParse(addresses[i], out var address);
            if (type is "IPv4" or "IPv6" && (!parsed || IpRules.IsIPv6(address) != (type == "IPv6")))
                errors.Invalid(here, addresses[i], type == "IPv4" ? "must be a valid IPv4 address" : "must be a valid IPv6 address");
            if (parsed) errors.NotSpecialIp(here, addresses[i]);
        }
    }

    private static void ValidateHints(JsonMap hints, FieldErrors errors, FieldPath at)
    {
        foreach (var (list, field) in ((string, string)[])[("forZones", "name"), ("forNodes", "name")])
        {
            if (hints.CountOf(list) > MaxZoneHints)
            {
                errors.TooMany(at.Child(list), hints.CountOf(list), MaxZoneHints);
                continue;
            }
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var index = 0;
            foreach (var hint in hints.Maps(list))
            {
                var here = at.Child(list).Index(index++).Child(field);
                if (!seen.Add(hint.Text(field))) errors.Duplicate(here, hint.Text(field));
                errors.QualifiedName(here, hint.Text(field));
            }
        }
    }

    private static void ValidatePorts(JsonMap slice, FieldErrors errors, FieldPath at)
    {
        if (slice.CountOf("ports") > MaxPorts)
        {
            errors.TooMany(at, slice.CountOf("ports"), MaxPorts);
            return;
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var port in slice.Maps("ports"))
        {
            var here = at.Index(index++);
            if (port.Text("name") is { Length: > 0 } name) errors.DnsLabel(here.Child("name"), name);
            if (!names.Add(port.Text("name"))) errors.Duplicate(here.Child("name"), port.Text("name"));
            if (port.Long("port") is { } number) errors.Port(here.Child("port"), number);
            errors.OneOf(here, port, "protocol", ContainerPortsValidation.Protocols, required: true);
            if (port.String("appProtocol") is { } application) errors.QualifiedName(here.Child("appProtocol"), application);
        }
    }
}
