using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Queueing;

namespace Kube.Controllers.Scheduling.Preemption;

/// <summary>
/// Decides which less important pods would have to go for a pod to run. It only looks; evicting is the caller's.
/// See https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
/// </summary>
internal sealed class Preemptor(ClusterState cluster, Nominations nominations, Random random)
{
    /// <summary>Among enough candidates the choice is good; more nodes are not looked at.</summary>
    private const int MinCandidates = 100;
    private const int CandidatesPercentage = 10;

    private static readonly Rejection NotHelpful = Rejection.Unresolvable(PluginNames.DefaultPreemption, "Preemption is not helpful for scheduling");

    public PreemptionResult Try(PodInfo pod, Placement.Nowhere placement)
    {
        if (WhyNotEligible(pod, placement.Diagnosis) is { } reason)
            return new PreemptionResult.NotEligible(reason);

        var diagnosis = new Diagnosis(cluster.Nodes.Count);
        diagnosis.RejectOtherNodes(NotHelpful);
        var candidates = placement.Filters is null ? [] : FindCandidates(pod, placement.Filters, placement.Diagnosis, diagnosis);
        return candidates.Count == 0
            ? new PreemptionResult.Useless(diagnosis.ToString())
            : new PreemptionResult.MakesRoom(CandidateChoice.Best(candidates));
    }

    private string? WhyNotEligible(PodInfo pod, Diagnosis diagnosis)
    {
        if (pod.Pod.Spec.PreemptionPolicy == "Never")
            return "not eligible due to preemptionPolicy=Never.";
        if (pod.NominatedNodeName is not { } nominated || diagnosis.Of(nominated) is { Resolvable: false })
            return null;
        return cluster.FindNode(nominated)?.Pods.Any(other => other.Priority < pod.Priority && IsBeingPreempted(other.Pod)) == true
            ? "not eligible due to a terminating pod on the nominated node."
            : null;
    }

    private List<Candidate> FindCandidates(PodInfo pod, PodFilters filters, Diagnosis why, Diagnosis diagnosis)
    {
        var nodes = cluster.Nodes.Where(node => why.Of(node.Name) is { Resolvable: true }).ToList();
        var candidates = new List<Candidate>();
        if (nodes.Count == 0)
            return candidates;
        var enough = Math.Clamp(nodes.Count * CandidatesPercentage / 100, Math.Min(MinCandidates, nodes.Count), nodes.Count);
        var offset = random.Next(nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[(offset + i) % nodes.Count];
            var selection = new VictimSelection(pod, nominations.On(node.Name), cluster.DisruptionBudgets);
            if (selection.Select(node, filters, out var rejection) is { } candidate)
                candidates.Add(candidate);
            else
                diagnosis.Reject(node, rejection!);
            if (candidates.Count >= enough && candidates.Any(found => found.Violations == 0))
                break;
        }
        return candidates;
    }

    private static bool IsBeingPreempted(V1Pod pod)
        => pod.Metadata.DeletionTimestamp is not null
            && pod.Status?.Conditions?.Any(condition => condition is { Type: "DisruptionTarget", Status: "True", Reason: "PreemptionByScheduler" }) == true;
}
