using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps.Deployments;

/// <summary>ValidateDeploymentStatusUpdate.</summary>
internal sealed class DeploymentStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    private static readonly FieldPath Status = FieldPath.Of("status");
    private static readonly string[] Counts =
        ["observedGeneration", "replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas", "terminatingReplicas"];

    // The controller writes the revision, an annotation, together with the status.
    protected override bool MetadataMayChange => true;

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context)
    {
        base.PrepareForUpdate(obj, old, context);
        Keep("labels", obj.GetOrAddMap("metadata"), old.GetOrAddMap("metadata"));
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        var status = obj.Status();
        foreach (var count in Counts) errors.NonNegative(Status, status, count);
        ReplicaCounts.AtMost(status, "updatedReplicas", "replicas", "cannot be greater than status.replicas", errors);
        ReplicaCounts.AtMost(status, "readyReplicas", "replicas", "cannot be greater than status.replicas", errors);
        ReplicaCounts.AtMost(status, "availableReplicas", "replicas", "cannot be greater than status.replicas", errors);
        ReplicaCounts.AtMost(status, "availableReplicas", "readyReplicas", "cannot be greater than readyReplicas", errors);
        CollisionCount.OnlyGrows(status, old.Status(), errors);
    }
}
