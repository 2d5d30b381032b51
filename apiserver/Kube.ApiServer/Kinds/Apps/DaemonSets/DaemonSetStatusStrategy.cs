using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps.DaemonSets;

/// <summary>ValidateDaemonSetStatusUpdate.</summary>
internal sealed class DaemonSetStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    private static readonly FieldPath Status = FieldPath.Of("status");
    private static readonly string[] Counts =
    [
        "currentNumberScheduled", "numberMisscheduled", "desiredNumberScheduled", "numberReady", "observedGeneration",
        "updatedNumberScheduled", "numberAvailable", "numberUnavailable",
    ];

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        foreach (var count in Counts) errors.NonNegative(Status, obj.Status(), count);
        CollisionCount.OnlyGrows(obj.Status(), old.Status(), errors);
    }
}
