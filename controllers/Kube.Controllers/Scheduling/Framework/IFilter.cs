using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Scheduling.Framework;

/// <summary>A rule that decides which nodes may run a pod.</summary>
internal interface IFilter
{
    /// <summary>The name of the plugin, as upstream calls it.</summary>
    string Name { get; }

    /// <summary>Which changes of the cluster may cure a rejection by this filter.</summary>
    IReadOnlyList<RequeueHint> RequeueHints { get; }

    /// <summary>Works out once for a pod what the check of each node needs.</summary>
    Preparation Prepare(PodInfo pod, ClusterState cluster);
}
