using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.ResourceQuotas;

internal sealed class ResourceQuotaStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        ResourceQuotaStrategy.ValidateAmounts(obj.Status().Map("hard"), errors, FieldPath.Of("status").Child("hard"));
        ResourceQuotaStrategy.ValidateAmounts(obj.Status().Map("used"), errors, FieldPath.Of("status").Child("used"));
    }
}
