using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling.Filters;

/// <summary>Asks one filter about one pod.</summary>
public abstract class FilterTests
{
    private protected abstract IFilter Filter { get; }

    private protected Rejection? Check(V1Pod pod, ClusterState cluster, string node = "node")
    {
        var preparation = Filter.Prepare(new PodInfo(pod), cluster);
        return preparation.Rejection ?? preparation.Check?.Check(cluster.FindNode(node)!);
    }

    private protected Rejection? Check(V1Pod pod, V1Node node) => Check(pod, Given.Cluster(node), node.Metadata.Name);

    private protected bool MayHelp(V1Pod pod, ClusterEvent change) => Filter.RequeueHints.Any(hint => hint.Covers(new PodInfo(pod), change));
}
