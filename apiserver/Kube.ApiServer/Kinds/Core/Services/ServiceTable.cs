using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>A service's row in <c>kubectl get services</c>.</summary>
internal static class ServiceTable
{
    private const string Spec = "@io.k8s.api.core.v1.ServiceSpec#";

    public static TableLayout Layout { get; } = new(
        [
            TableLayout.NameColumn,
            new TableColumn("Type", Description: Spec + "type"),
            new TableColumn("Cluster-IP", Description: Spec + "clusterIP"),
            new TableColumn("External-IP", Description: Spec + "externalIPs"),
            new TableColumn("Port(s)", Description: Spec + "ports"),
            TableLayout.AgeColumn,
            new TableColumn("Selector", Priority: 1, Description: Spec + "selector"),
        ],
        service =>
        [
            service.Name(),
            service.Spec().Text("type"),
            Cells.OrNone(service.Spec().Strings("clusterIPs").FirstOrDefault(service.Spec().Text("clusterIP"))),
            ExternalIp(service),
            Cells.OrNone(string.Join(',', service.Spec().Maps("ports").Select(Port))),
            TableLayout.Age(service),
            Selectors.FormatLabels(service.Spec().Map("selector")),
        ]);

    private static string ExternalIp(JsonMap service)
    {
        var ips = service.Spec().Strings("externalIPs");
        switch (service.Spec().Text("type"))
        {
            case "LoadBalancer":
                var balanced = service.Status().Part("loadBalancer").Maps("ingress").Select(ingress => ingress.Text("ip") is { Length: > 0 } ip ? ip : ingress.Text("hostname"));
                var all = balanced.Where(address => address.Length > 0).Concat(ips).Distinct().ToList();
                return all.Count > 0 ? string.Join(',', all) : "<pending>";
            case "ExternalName":
                return service.Spec().Text("externalName");
            default:
                return Cells.OrNone(string.Join(',', ips));
        }
    }

    private static string Port(JsonMap port) =>
        port.Number("nodePort") is var node and > 0
            ? $"{port.Number("port")}:{node}/{port.Text("protocol")}"
            : $"{port.Number("port")}/{port.Text("protocol")}";
}
