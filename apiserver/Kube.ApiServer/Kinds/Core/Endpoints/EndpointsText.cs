using Kube.ApiServer.Kinds.Printing;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Endpoints;

/// <summary>The first three addresses, and how many more there are.</summary>
internal static class EndpointsText
{
    private const int Shown = 3;

    public static string Of(JsonMap endpoints)
    {
        var all = endpoints.Maps("subsets").SelectMany(Addresses).ToList();
        if (all.Count == 0) return Cells.None;
        var text = string.Join(',', all.Take(Shown));
        return all.Count > Shown ? $"{text} + {all.Count - Shown} more..." : text;
    }

    private static IEnumerable<string> Addresses(JsonMap subset)
    {
        var addresses = subset.Maps("addresses").Select(address => address.Text("ip"));
        var ports = subset.Maps("ports").Select(port => port.Number("port")).ToList();
        // Without ports, as behind a headless service, the addresses stand alone.
        if (ports.Count == 0) return addresses;
        return from port in ports from address in addresses select address.Contains(':') ? $"[{address}]:{port}" : $"{address}:{port}";
    }
}
