using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Tables;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Storage.VolumeAttributesClasses;

internal static class VolumeAttributesClassKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "storage.k8s.io",
        Kind = "VolumeAttributesClass",
        Plural = "volumeattributesclasses",
        Namespaced = false,
        ShortNames = ["vac"],
        Type = Types.Of("storage.k8s.io", "v1", "VolumeAttributesClass"),
        Strategy = new VolumeAttributesClassStrategy(),
        ReturnsDeleted = true,
        Table = new TableLayout(
            [TableLayout.NameColumn, new TableColumn("DriverName", Description: "@io.k8s.api.storage.v1.VolumeAttributesClass#driverName"), TableLayout.AgeColumn],
            attributes => [attributes.Name(), attributes.Text("driverName"), TableLayout.Age(attributes)]),
    };

    private sealed class VolumeAttributesClassStrategy : KindStrategy
    {
        public override void Validate(JsonMap obj, FieldErrors errors)
        {
            CsiDriverName.Validate(obj.Text("driverName"), errors, FieldPath.Of("driverName"));
            if (obj.CountOf("parameters") == 0) errors.Required(FieldPath.Of("parameters"), "must contain at least one key/value pair");
        }

        public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
        {
            if (!obj.SameField(old, "driverName")) errors.Forbidden(FieldPath.Of("driverName"), "updates to driverName are forbidden.");
            if (!obj.SameField(old, "parameters")) errors.Forbidden(FieldPath.Of("parameters"), "updates to parameters are forbidden.");
        }
    }
}
