using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Core.Endpoints;

internal static class EndpointsKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "Endpoints",
        Plural = "endpoints",
        StoragePrefix = "services/endpoints",
        ShortNames = ["ep"],
        Type = Types.Of("", "v1", "Endpoints"),
        Strategy = new EndpointsStrategy(),
        Deprecation = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
        Table = new TableLayout(
            [TableLayout.NameColumn, new TableColumn("Endpoints", Description: "@io.k8s.api.core.v1.Endpoints#subsets"), TableLayout.AgeColumn],
            endpoints => [endpoints.Name(), EndpointsText.Of(endpoints), TableLayout.Age(endpoints)]),
    };
}
