using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Node.RuntimeClasses;

internal static class RuntimeClassKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "node.k8s.io",
        Kind = "RuntimeClass",
        Plural = "runtimeclasses",
        Namespaced = false,
        Type = Types.Of("node.k8s.io", "v1", "RuntimeClass"),
        Strategy = new RuntimeClassStrategy(),
        Table = new TableLayout(
            [TableLayout.NameColumn, new TableColumn("Handler", Description: "@io.k8s.api.node.v1.RuntimeClass#handler"), TableLayout.AgeColumn],
            kind => [kind.Name(), kind.Text("handler"), TableLayout.Age(kind)]),
    };
}
