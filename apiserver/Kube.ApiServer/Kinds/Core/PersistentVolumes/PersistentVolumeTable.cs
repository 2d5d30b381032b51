using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Core.PersistentVolumes;

internal static class PersistentVolumeTable
{
    private const string Spec = "@io.k8s.api.core.v1.PersistentVolumeSpec#";
    private const string Status = "@io.k8s.api.core.v1.PersistentVolumeStatus#";

    public static TableLayout Layout { get; } = new(
        [
            TableLayout.NameColumn,
            new TableColumn("Capacity", Description: Spec + "capacity"),
            new TableColumn("Access Modes", Description: Spec + "accessModes"),
            new TableColumn("Reclaim Policy", Description: Spec + "persistentVolumeReclaimPolicy"),
            new TableColumn("Status", Description: Status + "phase"),
            new TableColumn("Claim", Description: Spec + "claimRef"),
            new TableColumn("StorageClass", Description: "StorageClass of the pv"),
            new TableColumn("VolumeAttributesClass", Description: "VolumeAttributesClass of the pv"),
            new TableColumn("Reason", Description: Status + "reason"),
            TableLayout.AgeColumn,
            new TableColumn("VolumeMode", Priority: 1, Description: Spec + "volumeMode"),
        ],
        volume =>
        [
            volume.Name(),
            volume.Spec().Part("capacity").Text("storage"),
            AccessModes.Format(volume.Spec()),
            volume.Spec().Text("persistentVolumeReclaimPolicy"),
            volume.IsBeingDeleted() ? "Terminating" : volume.Status().Text("phase"),
            volume.Spec().Map("claimRef") is { } claim ? $"{claim.Text("namespace")}/{claim.Text("name")}" : "",
            volume.Annotations().String("volume.beta.kubernetes.io/storage-class") ?? volume.Spec().Text("storageClassName"),
            volume.Spec().String("volumeAttributesClassName") ?? Cells.Unset,
            volume.Status().Text("reason"),
            TableLayout.Age(volume),
            volume.Spec().String("volumeMode") ?? Cells.Unset,
        ]);
}
