using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Machinery.Selectors;

namespace Kube.Controllers.Scheduling.Preemption;

/// <summary>Tells which victims a pod disruption budget protects, when they are evicted in the given order.</summary>
internal static class DisruptionBudgets
{
    public static (List<PodInfo> Violating, List<PodInfo> Others) Split(IEnumerable<PodInfo> victims, ObjectStore<V1PodDisruptionBudget> budgets)
    {
        var left = new Dictionary<V1PodDisruptionBudget, int>(ReferenceEqualityComparer.Instance);
        List<PodInfo> violating = [], others = [];
        foreach (var victim in victims)
            (Violates(victim) ? violating : others).Add(victim);
        return (violating, others);

        bool Violates(PodInfo victim)
        {
            var violates = false;
            foreach (var budget in budgets.In(victim.Namespace))
            {
                if (!Protects(budget, victim))
                    continue;
                var allowed = left.TryGetValue(budget, out var rest) ? rest : budget.Status?.DisruptionsAllowed ?? 0;
                left[budget] = --allowed;
                violates |= allowed < 0;
            }
            return violates;
        }
    }

    /// <summary>A pod the budget's controller already counts as disrupted costs it nothing more; an empty selector protects nothing.</summary>
    private static bool Protects(V1PodDisruptionBudget budget, PodInfo pod)
    {
        if (pod.Pod.Metadata.Labels is not { Count: > 0 } labels || budget.Status?.DisruptedPods?.ContainsKey(pod.Name) == true)
            return false;
        var selector = budget.Spec.Selector.ToSelector();
        return !selector.IsEmpty && selector.Matches(labels);
    }
}
