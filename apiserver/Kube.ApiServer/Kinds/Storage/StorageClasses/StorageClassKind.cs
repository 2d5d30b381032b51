using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Storage.StorageClasses;

internal static class StorageClassKind
{
    private const string Class = "@io.k8s.api.storage.v1.StorageClass#";

    public static Resource Resource { get; } = new()
    {
        Group = "storage.k8s.io",
        Kind = "StorageClass",
        Plural = "storageclasses",
        Namespaced = false,
        ShortNames = ["sc"],
        Type = Types.Of("storage.k8s.io", "v1", "StorageClass"),
        Strategy = new StorageClassStrategy(),
        ReturnsDeleted = true,
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Provisioner", Description: Class + "provisioner"),
                new TableColumn("ReclaimPolicy", Description: Class + "reclaimPolicy"),
                new TableColumn("VolumeBindingMode", Description: Class + "volumeBindingMode"),
                new TableColumn("AllowVolumeExpansion", Description: Class + "allowVolumeExpansion"),
                TableLayout.AgeColumn,
            ],
            storage =>
            [
                IsDefault(storage) ? storage.Name() + " (default)" : storage.Name(),
                storage.Text("provisioner"),
                storage.String("reclaimPolicy") ?? "Delete",
                storage.String("volumeBindingMode") ?? "Immediate",
                storage.IsTrue("allowVolumeExpansion"),
                TableLayout.Age(storage),
            ]),
    };

    private static bool IsDefault(JsonMap storage) =>
        storage.Annotations().Text("storageclass.kubernetes.io/is-default-class") == "true" || storage.Annotations().Text("storageclass.beta.kubernetes.io/is-default-class") == "true";
}
