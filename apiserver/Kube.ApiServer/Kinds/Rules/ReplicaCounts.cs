using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Rules;

/// <summary>The counts in the status of controllers of pods.</summary>
internal static class ReplicaCounts
{
    private static readonly FieldPath Status = FieldPath.Of("status");
    private static readonly string[] Counts = ["replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas", "terminatingReplicas", "observedGeneration"];

    /// <summary>ValidateReplicaSetStatus, which replication controllers share.</summary>
    public static void ValidateReplicas(JsonMap obj, FieldErrors errors)
    {
        var status = obj.Status();
        foreach (var count in Counts) errors.NonNegative(Status, status, count);
        AtMost(status, "fullyLabeledReplicas", "replicas", "cannot be greater than status.replicas", errors);
        AtMost(status, "readyReplicas", "replicas", "cannot be greater than status.replicas", errors);
        AtMost(status, "availableReplicas", "replicas", "cannot be greater than status.replicas", errors);
        AtMost(status, "availableReplicas", "readyReplicas", "cannot be greater than readyReplicas", errors);
    }

    public static void AtMost(JsonMap status, string count, string limit, string why, FieldErrors errors)
    {
        if (status.Number(count) is var value && value > status.Number(limit)) errors.Invalid(Status.Child(count), value, why);
    }
}
