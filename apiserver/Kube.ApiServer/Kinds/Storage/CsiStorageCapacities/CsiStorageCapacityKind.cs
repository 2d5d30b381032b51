using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Storage.CsiStorageCapacities;

internal static class CsiStorageCapacityKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "storage.k8s.io",
        Kind = "CSIStorageCapacity",
        Plural = "csistoragecapacities",
        Type = Types.Of("storage.k8s.io", "v1", "CSIStorageCapacity"),
        Strategy = new CsiStorageCapacityStrategy(),
    };

    private sealed class CsiStorageCapacityStrategy : KindStrategy
    {
        public override void Validate(JsonMap obj, FieldErrors errors)
        {
            errors.DnsSubdomain(FieldPath.Of("storageClassName"), obj.Text("storageClassName"));
            errors.Selector(FieldPath.Of("nodeTopology"), obj.Map("nodeTopology"));
            foreach (var field in (ReadOnlySpan<string>)["capacity", "maximumVolumeSize"])
            {
                if (obj.Amount(field) is { Sign: < 0 } amount) errors.Invalid(FieldPath.Of(field), amount.ToString(), FieldRules.Negative);
            }
        }

        public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
        {
            Validate(obj, errors);
            errors.Unchanged(FieldPath.Root, obj, old, "nodeTopology");
            errors.Unchanged(FieldPath.Root, obj, old, "storageClassName");
        }
    }
}
