using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.FlowControl.PriorityLevels;

internal static class PriorityLevelConfigurationKind
{
    private static readonly PriorityLevelConfigurationStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "flowcontrol.apiserver.k8s.io",
        Kind = "PriorityLevelConfiguration",
        Plural = "prioritylevelconfigurations",
        Namespaced = false,
        Type = Types.Of("flowcontrol.apiserver.k8s.io", "v1", "PriorityLevelConfiguration"),
        Strategy = Strategy,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new StatusStrategy(Strategy) }],
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Type", Description: "@io.k8s.api.flowcontrol.v1.PriorityLevelConfigurationSpec#type"),
                new TableColumn("NominalConcurrencyShares", Description: "@io.k8s.api.flowcontrol.v1.LimitedPriorityLevelConfiguration#nominalConcurrencyShares"),
                new TableColumn("Queues", Description: "@io.k8s.api.flowcontrol.v1.QueuingConfiguration#queues"),
                new TableColumn("HandSize", Description: "@io.k8s.api.flowcontrol.v1.QueuingConfiguration#handSize"),
                new TableColumn("QueueLengthLimit", Description: "@io.k8s.api.flowcontrol.v1.QueuingConfiguration#queueLengthLimit"),
                TableLayout.AgeColumn,
            ],
            level =>
            [
                level.Name(),
                level.Spec().Text("type"),
                Cell(Limited(level), "nominalConcurrencyShares"),
                Cell(Queuing(level), "queues"),
                Cell(Queuing(level), "handSize"),
                Cell(Queuing(level), "queueLengthLimit"),
                TableLayout.Age(level),
            ]),
    };

    private static JsonMap? Limited(JsonMap level) => level.Spec().Map("limited") ?? level.Spec().Map("exempt");

    private static JsonMap? Queuing(JsonMap level) => level.Spec().Part("limited").Part("limitResponse").Map("queuing");

    private static object Cell(JsonMap? holder, string field) => holder?[field] ?? Cells.None;
}
