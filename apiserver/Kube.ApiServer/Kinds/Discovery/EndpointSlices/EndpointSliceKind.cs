using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Discovery.EndpointSlices;

internal static class EndpointSliceKind
{
    private const string Slice = "@io.k8s.api.discovery.v1.EndpointSlice#";
    private const int Shown = 3;

    public static Resource Resource { get; } = new()
    {
        Group = "discovery.k8s.io",
        Kind = "EndpointSlice",
        Plural = "endpointslices",
        Type = Types.Of("discovery.k8s.io", "v1", "EndpointSlice"),
        Strategy = new EndpointSliceStrategy(),
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("AddressType", Description: Slice + "addressType"),
                new TableColumn("Ports", Description: Slice + "ports"),
                new TableColumn("Endpoints", Description: Slice + "endpoints"),
                TableLayout.AgeColumn,
            ],
            slice => [slice.Name(), slice.Text("addressType"), Ports(slice), Endpoints(slice), TableLayout.Age(slice)]),
    };

    private static string Ports(JsonMap slice) => slice.CountOf("ports") == 0
        ? Cells.Unset
        : Some(slice.Maps("ports").Select(port => port.Long("port")?.ToString() ?? (port.Text("name").Length > 0 ? port.Text("name") : "*")));

    private static string Endpoints(JsonMap slice) =>
        slice.CountOf("endpoints") == 0 ? Cells.Unset : Some(slice.Maps("endpoints").SelectMany(endpoint => endpoint.Strings("addresses")));

    private static string Some(IEnumerable<string> values)
    {
        var all = values.ToList();
        var text = string.Join(',', all.Take(Shown));
        return all.Count > Shown ? $"{text} + {all.Count - Shown} more..." : text;
    }
}
