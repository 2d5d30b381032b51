using k8s.Models;
using Kube.Controllers.Pods;

namespace Kube.Controllers.PodGarbageCollection;

/// <summary>Which pods nobody else will ever delete (upstream's gc_controller.go).</summary>
internal static class PodLeftovers
{
    /// <summary>The oldest finished pods beyond the number that may exist; evicted ones first.</summary>
    public static IEnumerable<V1Pod> BeyondThreshold(IEnumerable<V1Pod> pods, int threshold)
    {
        if (threshold <= 0)
            return [];
        var finished = pods.Where(pod => pod.IsTerminal()).ToList();
        return finished
            .OrderByDescending(pod => pod.Status.Reason == "Evicted")
            .ThenBy(pod => pod.Metadata.CreationTimestamp)
            .Take(Math.Max(0, finished.Count - threshold));
    }

    /// <summary>Deleted pods that never got a node: no kubelet ends them.</summary>
    public static IEnumerable<V1Pod> TerminatingUnassigned(IEnumerable<V1Pod> pods)
        => pods.Where(pod => pod.IsTerminating() && string.IsNullOrEmpty(pod.Spec.NodeName));

    public static IEnumerable<V1Pod> OnNodes(IEnumerable<V1Pod> pods, IReadOnlySet<string> nodes)
        => pods.Where(pod => !string.IsNullOrEmpty(pod.Spec.NodeName) && nodes.Contains(pod.Spec.NodeName));
}
