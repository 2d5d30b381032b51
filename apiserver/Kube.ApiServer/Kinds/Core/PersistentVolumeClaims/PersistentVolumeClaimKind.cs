using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Core.PersistentVolumeClaims;

internal static class PersistentVolumeClaimKind
{
    private const string Spec = "@io.k8s.api.core.v1.PersistentVolumeClaimSpec#";
    private const string Status = "@io.k8s.api.core.v1.PersistentVolumeClaimStatus#";

    private static readonly PersistentVolumeClaimStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "PersistentVolumeClaim",
        Plural = "persistentvolumeclaims",
        ShortNames = ["pvc"],
        Type = Types.Of("", "v1", "PersistentVolumeClaim"),
        Strategy = Strategy,
        ReturnsDeleted = true,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new PersistentVolumeClaimStatusStrategy(Strategy) }],
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Status", Description: Status + "phase"),
                new TableColumn("Volume", Description: Spec + "volumeName"),
                new TableColumn("Capacity", Description: Status + "capacity"),
                new TableColumn("Access Modes", Description: Status + "accessModes"),
                new TableColumn("StorageClass", Description: "StorageClass of the pvc"),
                new TableColumn("VolumeAttributesClass", Description: "VolumeAttributesClass of the pvc"),
                TableLayout.AgeColumn,
                new TableColumn("VolumeMode", Priority: 1, Description: Spec + "volumeMode"),
            ],
            claim =>
            [
                claim.Name(),
                claim.IsBeingDeleted() ? "Terminating" : claim.Status().Text("phase"),
                claim.Spec().Text("volumeName"),
                claim.Spec().Text("volumeName").Length > 0 ? claim.Status().Part("capacity").Text("storage") : "",
                claim.Spec().Text("volumeName").Length > 0 ? AccessModes.Format(claim.Status()) : "",
                claim.Annotations().String("volume.beta.kubernetes.io/storage-class") ?? claim.Spec().Text("storageClassName"),
                claim.Spec().String("volumeAttributesClassName") ?? Cells.Unset,
                TableLayout.Age(claim),
                claim.Spec().String("volumeMode") ?? Cells.Unset,
            ]),
    };
}
