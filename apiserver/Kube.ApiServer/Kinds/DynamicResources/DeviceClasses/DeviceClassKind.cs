using Kube.ApiServer.Tables;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.DynamicResources.DeviceClasses;

internal static class DeviceClassKind
{
    public static Resource Resource { get; } = new()
    {
        Group = DeviceRequests.Group,
        Kind = "DeviceClass",
        Plural = "deviceclasses",
        Namespaced = false,
        Type = Types.Of(DeviceRequests.Group, "v1", "DeviceClass"),
        Strategy = new DeviceClassStrategy(),
        ReturnsDeleted = true,
        Table = new TableLayout([TableLayout.NameColumn, TableLayout.AgeColumn], kind => [kind.Name(), TableLayout.Age(kind)]),
    };

    private sealed class DeviceClassStrategy : KindStrategy
    {
        public override bool TracksGeneration => true;

        public override void Validate(JsonMap obj, FieldErrors errors) =>
            DeviceRequests.ValidateSelectors(obj.Spec(), errors, FieldPath.Of("spec").Child("selectors"));
    }
}
