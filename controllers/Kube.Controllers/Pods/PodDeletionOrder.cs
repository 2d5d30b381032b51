using System.Globalization;
using k8s.Models;

namespace Kube.Controllers.Pods;

/// <summary>
/// Which of several equal pods to delete first (upstream's ActivePodsWithRanks, described in
/// kubernetes.io/docs/concepts/workloads/controllers/replicaset#scaling-a-replicaset): the one whose loss hurts least.
/// </summary>
/// <param name="crowding">How many pods of the same application run on the pod's node.</param>
/// <param name="now">Ages are compared by magnitude, as of this moment.</param>
internal sealed class PodDeletionOrder(Func<V1Pod, int> crowding, DateTimeOffset now) : IComparer<V1Pod>
{
    private const string DeletionCost = "controller.kubernetes.io/pod-deletion-cost";

    public int Compare(V1Pod? x, V1Pod? y)
    {
        if (ReferenceEquals(x, y) || x is null || y is null)
            return 0;
        return First(
            IsAssigned(x).CompareTo(IsAssigned(y)),
            Phase(x).CompareTo(Phase(y)),
            x.IsReady().CompareTo(y.IsReady()),
            Cost(x).CompareTo(Cost(y)),
            crowding(y).CompareTo(crowding(x)),
            ByAge(x.ReadySince(), y.ReadySince(), x, y),
            y.Restarts().CompareTo(x.Restarts()),
            ByAge(x.Metadata.CreationTimestamp, y.Metadata.CreationTimestamp, x, y));
    }

    private static int First(params ReadOnlySpan<int> results)
    {
        foreach (var result in results)
        {
            if (result != 0)
                return result;
        }
        return 0;
    }

    private static bool IsAssigned(V1Pod pod) => !string.IsNullOrEmpty(pod.Spec?.NodeName);

    private static int Phase(V1Pod pod) => pod.Status?.Phase switch
    {
        "Pending" => 0,
        "Running" => 2,
        _ => 1,
    };

    private static int Cost(V1Pod pod)
        => pod.Metadata.Annotations?.TryGetValue(DeletionCost, out var text) == true
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cost) ? cost : 0;

    // Younger goes first. Within one power of two of seconds ages count as equal, so that no node is drained by accident of timing.
    private int ByAge(DateTime? x, DateTime? y, V1Pod podX, V1Pod podY)
    {
        if (x == y)
            return 0;
        if (x is null || y is null)
            return x is null ? -1 : 1;
        var magnitudes = Magnitude(x.Value).CompareTo(Magnitude(y.Value));
        return magnitudes != 0 ? magnitudes : string.CompareOrdinal(podX.Metadata.Uid, podY.Metadata.Uid);
    }

    private int Magnitude(DateTime since)
    {
        var seconds = (long)(now.UtcDateTime - since).TotalSeconds;
        return seconds <= 0 ? -1 : (int)long.Log2(seconds);
    }
}
