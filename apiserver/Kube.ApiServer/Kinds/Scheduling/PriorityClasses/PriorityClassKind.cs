using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Scheduling.PriorityClasses;

internal static class PriorityClassKind
{
    private const string Class = "@io.k8s.api.scheduling.v1.PriorityClass#";

    public static Resource Resource { get; } = new()
    {
        Group = "scheduling.k8s.io",
        Kind = "PriorityClass",
        Plural = "priorityclasses",
        Namespaced = false,
        ShortNames = ["pc"],
        Type = Types.Of("scheduling.k8s.io", "v1", "PriorityClass"),
        Strategy = new PriorityClassStrategy(),
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Value", "integer", Description: Class + "value"),
                new TableColumn("Global-Default", "boolean", Description: Class + "globalDefault"),
                TableLayout.AgeColumn,
                new TableColumn("PreemptionPolicy", Description: Class + "preemptionPolicy"),
            ],
            priority => [priority.Name(), priority.Number("value"), priority.IsTrue("globalDefault"), TableLayout.Age(priority), priority.Text("preemptionPolicy")]),
    };
}
