using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Scheduling.Queueing;

/// <summary>A pod that waits for a node, with what its earlier attempts left behind. Owned by the scheduling loop.</summary>
internal sealed class QueuedPod(PodInfo info, DateTimeOffset now)
{
    /// <summary>The pod as last seen. Changed only while it is in no heap, since heaps are ordered by it.</summary>
    public PodInfo Info { get; set; } = info;

    /// <summary>When the pod was queued last.</summary>
    public DateTimeOffset Timestamp { get; set; } = now;

    /// <summary>How often it was turned down.</summary>
    public int UnschedulableCount { get; set; }

    /// <summary>How often in a row an attempt failed for another reason than the pod not fitting.</summary>
    public int ConsecutiveErrors { get; set; }

    public DateTimeOffset BackoffExpiry { get; set; }

    /// <summary>The plugins that turned it down; empty means that any event may help.</summary>
    public IReadOnlySet<string> Plugins { get; set; } = new HashSet<string>();

    public QueuePlace Place { get; set; }
}
