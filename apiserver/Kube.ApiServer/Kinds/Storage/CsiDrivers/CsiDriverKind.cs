using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Storage.CsiDrivers;

internal static class CsiDriverKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "storage.k8s.io",
        Kind = "CSIDriver",
        Plural = "csidrivers",
        Namespaced = false,
        Type = Types.Of("storage.k8s.io", "v1", "CSIDriver"),
        Strategy = new CsiDriverStrategy(),
        ReturnsDeleted = true,
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("AttachRequired", "boolean", Description: "@io.k8s.api.storage.v1.CSIDriverSpec#attachRequired"),
                new TableColumn("PodInfoOnMount", "boolean", Description: "@io.k8s.api.storage.v1.CSIDriverSpec#podInfoOnMount"),
                new TableColumn("StorageCapacity", "boolean", Description: "@io.k8s.api.storage.v1.CSIDriverSpec#storageCapacity"),
                new TableColumn("TokenRequests", Description: "@io.k8s.api.storage.v1.CSIDriverSpec#tokenRequests"),
                new TableColumn("RequiresRepublish", "boolean", Description: "@io.k8s.api.storage.v1.CSIDriverSpec#requiresRepublish"),
                new TableColumn("Modes", Description: "@io.k8s.api.storage.v1.CSIDriverSpec#volumeLifecycleModes"),
                TableLayout.AgeColumn,
            ],
            driver =>
            [
                driver.Name(),
                driver.Spec().Bool("attachRequired") ?? true,
                driver.Spec().IsTrue("podInfoOnMount"),
                driver.Spec().IsTrue("storageCapacity"),
                Tokens(driver.Spec()),
                driver.Spec().IsTrue("requiresRepublish"),
                driver.Spec().CountOf("volumeLifecycleModes") == 0 ? Cells.None : string.Join(',', driver.Spec().Strings("volumeLifecycleModes")),
                TableLayout.Age(driver),
            ]),
    };

    private static string Tokens(JsonMap spec) =>
        spec.CountOf("tokenRequests") == 0 ? Cells.Unset : string.Join(',', spec.Maps("tokenRequests").Select(request => request.Text("audience")));
}
