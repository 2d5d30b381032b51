using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.DynamicResources.ResourceSlices;

internal static class ResourceSliceKind
{
    private const string Spec = "@io.k8s.api.resource.v1.ResourceSliceSpec#";

    public static Resource Resource { get; } = new()
    {
        Group = DeviceRequests.Group,
        Kind = "ResourceSlice",
        Plural = "resourceslices",
        Namespaced = false,
        Type = Types.Of(DeviceRequests.Group, "v1", "ResourceSlice"),
        Strategy = new ResourceSliceStrategy(),
        ReturnsDeleted = true,
        SelectableFields = [new("spec.nodeName"), new("spec.driver")],
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Node", Description: Spec + "nodeName"),
                new TableColumn("Driver", Description: Spec + "driver"),
                new TableColumn("Pool", Description: "@io.k8s.api.resource.v1.ResourcePool#name"),
                TableLayout.AgeColumn,
            ],
            slice => [slice.Name(), slice.Spec().String("nodeName") ?? Cells.Unset, slice.Spec().Text("driver"), slice.Spec().Part("pool").Text("name"), TableLayout.Age(slice)]),
    };
}
