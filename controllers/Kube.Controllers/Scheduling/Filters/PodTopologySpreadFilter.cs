using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>Keeps a pod off nodes in whose domain it would be one too many, by its <c>DoNotSchedule</c> spread constraints.</summary>
internal sealed class PodTopologySpreadFilter : IFilter
{
    public string Name => PluginNames.PodTopologySpread;

    public IReadOnlyList<RequeueHint> RequeueHints { get; } =
    [
        new(ClusterResource.AssignedPod, ClusterAction.Add | ClusterAction.Delete | ClusterAction.UpdatePodLabel, ChangesCount),
        new(ClusterResource.Node, ClusterAction.Add | ClusterAction.Delete | ClusterAction.UpdateNodeLabel | ClusterAction.UpdateNodeTaint, ChangesDomains),
        new(ClusterResource.TargetPod, ClusterAction.UpdatePodLabel | ClusterAction.UpdatePodToleration),
    ];

    public Preparation Prepare(PodInfo pod, ClusterState cluster)
    {
        var constraints = HardConstraints(pod.Pod);
        return constraints.Length == 0 ? Preparation.Skip : Preparation.With(new SpreadCheck(pod, constraints, cluster));
    }

    private static SpreadConstraint[] HardConstraints(V1Pod pod) => SpreadConstraint.Of(pod, "DoNotSchedule");

    private static bool ChangesCount(PodInfo pod, ClusterEvent change)
    {
        var constraints = HardConstraints(pod.Pod);
        return Concerns((V1Pod?)change.Old) || Concerns((V1Pod?)change.New);

        bool Concerns(V1Pod? other)
            => other?.Metadata.NamespaceProperty == pod.Namespace && constraints.Any(constraint => constraint.Selects(other));
    }

    private static bool ChangesDomains(PodInfo pod, ClusterEvent change)
    {
        var constraints = HardConstraints(pod.Pod);
        return HasAllKeys((V1Node?)change.Old) || HasAllKeys((V1Node?)change.New);

        bool HasAllKeys(V1Node? node) => constraints.All(constraint => node?.Metadata.Labels?.ContainsKey(constraint.TopologyKey) == true);
    }
}
