using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Storage.VolumeAttachments;

internal static class VolumeAttachmentKind
{
    private static readonly VolumeAttachmentStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "storage.k8s.io",
        Kind = "VolumeAttachment",
        Plural = "volumeattachments",
        Namespaced = false,
        Type = Types.Of("storage.k8s.io", "v1", "VolumeAttachment"),
        Strategy = Strategy,
        ReturnsDeleted = true,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new StatusStrategy(Strategy) }],
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Attacher", Format: "name", Description: "@io.k8s.api.storage.v1.VolumeAttachmentSpec#attacher"),
                new TableColumn("PV", Description: "@io.k8s.api.storage.v1.VolumeAttachmentSource#persistentVolumeName"),
                new TableColumn("Node", Description: "@io.k8s.api.storage.v1.VolumeAttachmentSpec#nodeName"),
                new TableColumn("Attached", "boolean", Description: "@io.k8s.api.storage.v1.VolumeAttachmentStatus#attached"),
                TableLayout.AgeColumn,
            ],
            attachment =>
            [
                attachment.Name(),
                attachment.Spec().Text("attacher"),
                attachment.Spec().Part("source").Text("persistentVolumeName"),
                attachment.Spec().Text("nodeName"),
                attachment.Status().IsTrue("attached"),
                TableLayout.Age(attachment),
            ]),
    };
}
