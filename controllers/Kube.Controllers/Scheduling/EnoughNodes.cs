namespace Kube.Controllers.Scheduling;

/// <summary>
/// How many nodes that can run a pod are enough to choose from: all of fewer than 100; of more, a share that falls from 50 % to
/// 5 % as clusters grow, and at least 100.
/// See https://kubernetes.io/docs/concepts/scheduling-eviction/scheduler-perf-tuning/
/// </summary>
internal static class EnoughNodes
{
    private const int AtLeast = 100;
    private const int MinPercentage = 5;

    public static int Of(int nodes)
    {
        if (nodes < AtLeast)
            return nodes;
        var percentage = Math.Max(50 - (nodes / 125), MinPercentage);
        return Math.Max(nodes * percentage / 100, AtLeast);
    }
}
