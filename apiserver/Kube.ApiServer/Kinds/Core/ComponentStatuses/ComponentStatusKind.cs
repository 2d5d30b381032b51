using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.ComponentStatuses;

internal static class ComponentStatusKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "ComponentStatus",
        Plural = "componentstatuses",
        Namespaced = false,
        ShortNames = ["cs"],
        Verbs = Verb.Get | Verb.List,
        Type = Types.Of("", "v1", "ComponentStatus"),
        Computed = new ComponentHealth(),
        Deprecation = "v1 ComponentStatus is deprecated in v1.19+",
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Status", Description: "Status of the component conditions"),
                new TableColumn("Message", Description: "Message of the component conditions"),
                new TableColumn("Error", Description: "Error of the component conditions"),
            ],
            Cells),
    };

    private static object?[] Cells(JsonMap status)
    {
        var healthy = status.Maps("conditions").FirstOrDefault(condition => condition.Text("type") == "Healthy");
        var text = healthy is null ? "Unknown" : healthy.Text("status") == "True" ? "Healthy" : "Unhealthy";
        return [status.Name(), text, healthy?.Text("message") ?? "", healthy?.Text("error") ?? ""];
    }
}
