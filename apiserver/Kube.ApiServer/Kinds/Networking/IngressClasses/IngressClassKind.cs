using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Networking.IngressClasses;

internal static class IngressClassKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "networking.k8s.io",
        Kind = "IngressClass",
        Plural = "ingressclasses",
        Namespaced = false,
        Type = Types.Of("networking.k8s.io", "v1", "IngressClass"),
        Strategy = new IngressClassStrategy(),
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Controller", Description: "Controller that is responsible for handling this class"),
                new TableColumn("Parameters", Description: "A reference to a resource with additional parameters"),
                TableLayout.AgeColumn,
            ],
            kind => [kind.Name(), kind.Spec().Text("controller"), Parameters(kind), TableLayout.Age(kind)]),
    };

    private static string Parameters(JsonMap kind)
    {
        if (kind.Spec().Map("parameters") is not { } reference) return Cells.None;
        var group = reference.Text("apiGroup") is { Length: > 0 } name ? "." + name : "";
        return $"{reference.Text("kind")}{group}/{reference.Text("name")}";
    }
}
