using k8s.Models;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>See https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/</summary>
internal static class Tolerations
{
    public const string NoSchedule = "NoSchedule";
    public const string PreferNoSchedule = "PreferNoSchedule";
    private const string NoExecute = "NoExecute";

    public static bool Tolerates(this V1Toleration toleration, V1Taint taint)
        => (string.IsNullOrEmpty(toleration.Effect) || toleration.Effect == taint.Effect)
            && (string.IsNullOrEmpty(toleration.Key) || toleration.Key == taint.Key)
            && (toleration.OperatorProperty == "Exists" || (IsEqual(toleration) && (toleration.Value ?? "") == (taint.Value ?? "")));

    /// <summary>Whether every taint that keeps new pods away is tolerated.</summary>
    public static bool ToleratesForScheduling(this V1Pod pod, IReadOnlyCollection<V1Taint> taints)
    {
        foreach (var taint in taints)
        {
            if (taint.Effect is NoSchedule or NoExecute && !pod.Tolerates(taint))
                return false;
        }
        return true;
    }

    public static bool Tolerates(this V1Pod pod, V1Taint taint)
    {
        foreach (var toleration in pod.Spec.Tolerations ?? [])
        {
            if (toleration.Tolerates(taint))
                return true;
        }
        return false;
    }

    private static bool IsEqual(V1Toleration toleration) => string.IsNullOrEmpty(toleration.OperatorProperty) || toleration.OperatorProperty == "Equal";
}
