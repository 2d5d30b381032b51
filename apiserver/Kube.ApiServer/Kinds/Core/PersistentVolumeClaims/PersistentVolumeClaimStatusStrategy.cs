using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PersistentVolumeClaims;

internal sealed class PersistentVolumeClaimStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    private static readonly FieldPath Status = FieldPath.Of("status");

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        foreach (var field in (ReadOnlySpan<string>)["capacity", "allocatedResources"])
        {
            foreach (var (name, amount) in obj.Status().Map(field).Amounts())
            {
                if (amount.Sign < 0) errors.Invalid(Status.Child(field).Key(name), amount.Value, "must be a valid resource quantity");
            }
        }
    }
}
