using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling.Scores;

/// <summary>Asks one score about one pod, on every node of a cluster.</summary>
public abstract class ScoreTests
{
    private protected abstract IScore Score { get; }

    /// <returns>Each node's normalised score, in the order of the nodes.</returns>
    private protected long[] Scores(V1Pod pod, ClusterState cluster)
    {
        var score = Prepare(pod, cluster)!;
        var scores = cluster.Nodes.Select(score.Score).ToArray();
        score.Normalize(scores, cluster.Nodes);
        return scores;
    }

    private protected INodeScore? Prepare(V1Pod pod, ClusterState cluster) => Score.Prepare(new PodInfo(pod), cluster, cluster.Nodes);
}
