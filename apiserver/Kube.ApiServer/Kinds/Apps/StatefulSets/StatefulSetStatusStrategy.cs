using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps.StatefulSets;

/// <summary>ValidateStatefulSetStatus.</summary>
internal sealed class StatefulSetStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    private static readonly FieldPath Status = FieldPath.Of("status");
    private static readonly string[] Counts = ["replicas", "readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas", "observedGeneration"];

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        var status = obj.Status();
        foreach (var count in Counts) errors.NonNegative(Status, status, count);
        CollisionCount.OnlyGrows(status, old.Status(), errors);
        foreach (var count in (ReadOnlySpan<string>)["readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas"])
            ReplicaCounts.AtMost(status, count, "replicas", "cannot be greater than status.replicas", errors);
        ReplicaCounts.AtMost(status, "availableReplicas", "readyReplicas", "cannot be greater than status.readyReplicas", errors);
    }
}
