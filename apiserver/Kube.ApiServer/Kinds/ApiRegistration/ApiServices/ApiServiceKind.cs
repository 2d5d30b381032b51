using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.ApiRegistration.ApiServices;

internal static class ApiServiceKind
{
    private static readonly ApiServiceStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "apiregistration.k8s.io",
        Kind = "APIService",
        Plural = "apiservices",
        StoragePrefix = "apiregistration.k8s.io/apiservices",
        Namespaced = false,
        Categories = ["api-extensions"],
        Type = Types.Of("apiregistration.k8s.io", "v1", "APIService"),
        Strategy = Strategy,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new StatusStrategy(Strategy) }],
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Service", Description: "The reference to the service that hosts this API endpoint."),
                new TableColumn("Available", Description: "Whether this service is available."),
                TableLayout.AgeColumn,
            ],
            api => [api.Name(), Service(api), Available(api), TableLayout.Age(api)]),
    };

    private static string Service(JsonMap api) =>
        api.Spec().Map("service") is { } service ? $"{service.Text("namespace")}/{service.Text("name")}" : "Local";

    private static string Available(JsonMap api)
    {
        var condition = api.Status().Maps("conditions").FirstOrDefault(condition => condition.Text("type") == "Available");
        if (condition is null) return "Unknown";
        return condition.Text("status") == "False" ? $"False ({condition.Text("reason")})" : condition.Text("status");
    }
}
