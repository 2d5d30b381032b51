using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Networking.Ingresses;

internal static class IngressKind
{
    private static readonly IngressStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "networking.k8s.io",
        Kind = "Ingress",
        Plural = "ingresses",
        ShortNames = ["ing"],
        StoragePrefix = "ingress",
        Type = Types.Of("networking.k8s.io", "v1", "Ingress"),
        Strategy = Strategy,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new StatusStrategy(Strategy) }],
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Class", Description: "The name of the IngressClass resource that should be used for additional configuration"),
                new TableColumn("Hosts", Description: "Hosts that incoming requests are matched against before the ingress rule"),
                new TableColumn("Address", Description: "Address is a list containing ingress points for the load-balancer"),
                new TableColumn("Ports", Description: "Ports of TLS configurations that open"),
                TableLayout.AgeColumn,
            ],
            ingress =>
            [
                ingress.Name(),
                ingress.Spec().String("ingressClassName") ?? Cells.None,
                Hosts(ingress),
                string.Join(',', ingress.Status().Part("loadBalancer").Maps("ingress").Select(point => point.Text("ip") is { Length: > 0 } ip ? ip : point.Text("hostname"))),
                ingress.Spec().CountOf("tls") > 0 ? "80, 443" : "80",
                TableLayout.Age(ingress),
            ]),
    };

    private static string Hosts(JsonMap ingress)
    {
        const int Shown = 3;
        var hosts = ingress.Spec().Maps("rules").Select(rule => rule.Text("host")).Where(host => host.Length > 0).ToList();
        if (hosts.Count == 0) return "*";
        var text = string.Join(',', hosts.Take(Shown));
        return hosts.Count > Shown ? $"{text} + {hosts.Count - Shown} more..." : text;
    }
}
