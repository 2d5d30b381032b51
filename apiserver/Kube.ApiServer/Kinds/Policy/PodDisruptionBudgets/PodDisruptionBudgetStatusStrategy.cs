using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Policy.PodDisruptionBudgets;

internal sealed class PodDisruptionBudgetStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    private static readonly FieldPath Status = FieldPath.Of("status");
    private static readonly string[] Counts = ["disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods"];

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        foreach (var count in Counts) errors.NonNegative(Status, obj.Status(), count);
    }
}
