using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.FlowControl.FlowSchemas;

internal static class FlowSchemaKind
{
    private const string Spec = "@io.k8s.api.flowcontrol.v1.FlowSchemaSpec#";

    private static readonly FlowSchemaStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "flowcontrol.apiserver.k8s.io",
        Kind = "FlowSchema",
        Plural = "flowschemas",
        Namespaced = false,
        Type = Types.Of("flowcontrol.apiserver.k8s.io", "v1", "FlowSchema"),
        Strategy = Strategy,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new StatusStrategy(Strategy) }],
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("PriorityLevel", Description: Spec + "priorityLevelConfiguration"),
                new TableColumn("MatchingPrecedence", Description: Spec + "matchingPrecedence"),
                new TableColumn("DistinguisherMethod", Description: Spec + "distinguisherMethod"),
                TableLayout.AgeColumn,
                new TableColumn("MissingPL", Description: "references a broken or non-existent PriorityLevelConfiguration"),
            ],
            schema =>
            [
                schema.Name(),
                schema.Spec().Part("priorityLevelConfiguration").Text("name"),
                schema.Spec().Number("matchingPrecedence"),
                schema.Spec().Map("distinguisherMethod")?.Text("type") ?? Cells.None,
                TableLayout.Age(schema),
                Dangling(schema),
            ]),
    };

    private static string Dangling(JsonMap schema) =>
        schema.Status().Maps("conditions").FirstOrDefault(condition => condition.Text("type") == "Dangling")?.Text("status") ?? "?";
}
