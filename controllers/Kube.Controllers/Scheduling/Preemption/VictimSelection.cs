using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Preemption;

/// <summary>
/// Finds the fewest and least important pods of a node that must go for a pod to fit: takes away everything of lower priority,
/// then puts back as much as fits, first what budgets protect, the most important first.
/// </summary>
internal sealed class VictimSelection(PodInfo pod, IReadOnlyCollection<PodInfo> nominated, ObjectStore<V1PodDisruptionBudget> budgets)
{
    private static readonly Rejection NoVictims = Rejection.Unresolvable(
        PluginNames.DefaultPreemption, "No preemption victims found for incoming pod");

    /// <param name="rejection">Why the node is no candidate, when it is not.</param>
    public Candidate? Select(NodeInfo node, PodFilters filters, out Rejection? rejection)
    {
        var removable = node.Pods.Where(other => other.Priority < pod.Priority).Order(PodImportance.MostFirst).ToList();
        if (removable.Count == 0)
        {
            rejection = NoVictims;
            return null;
        }
        var rest = node;
        foreach (var victim in removable)
        {
            rest = rest.Without(victim);
            filters = filters.WithPodChange(victim, rest, -1);
        }
        rejection = filters.Check(rest, nominated);
        if (rejection is not null)
            return null;

        var (violating, others) = DisruptionBudgets.Split(removable, budgets);
        var victims = violating.Where(victim => !Fits(victim)).ToList();
        var violations = victims.Count;
        victims.AddRange(others.Where(victim => !Fits(victim)));
        victims.Sort(PodImportance.MostFirst);
        return new Candidate(node, victims, violations);

        bool Fits(PodInfo victim)
        {
            var with = rest.With(victim);
            var filtersWith = filters.WithPodChange(victim, with, 1);
            if (filtersWith.Check(with, nominated) is not null)
                return false;
            (rest, filters) = (with, filtersWith);
            return true;
        }
    }
}
