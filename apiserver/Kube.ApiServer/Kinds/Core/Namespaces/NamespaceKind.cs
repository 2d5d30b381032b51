using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Core.Namespaces;

internal static class NamespaceKind
{
    private static readonly NamespaceStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "Namespace",
        Plural = "namespaces",
        Namespaced = false,
        ShortNames = ["ns"],
        Verbs = Verb.All & ~Verb.DeleteCollection,
        Type = Types.Of("", "v1", "Namespace"),
        Strategy = Strategy,
        SelectableFields = [new("status.phase")],
        Subresources =
        [
            new ObjectSubresource { Name = "finalize", Allowed = Verb.Update, Strategy = new NamespaceFinalizeStrategy(Strategy) },
            new ObjectSubresource { Name = "status", Strategy = new NamespaceStatusStrategy(Strategy) },
        ],
        Table = new TableLayout(
            [TableLayout.NameColumn, new TableColumn("Status", Description: "The status of the namespace"), TableLayout.AgeColumn],
            ns => [ns.Name(), ns.Status().Text("phase"), TableLayout.Age(ns)]),
    };
}
