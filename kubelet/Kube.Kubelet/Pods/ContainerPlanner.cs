using k8s.Models;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Pods;

/// <summary>Decides about the containers of a pod whose sandbox stands: init containers in order, then the rest.</summary>
internal static class ContainerPlanner
{
    public static void Plan(PodFacts facts, SandboxObservation sandbox, PlanBuilder plan)
    {
        var spec = facts.Pod.Spec;
        var initialized = facts.Observed.Containers.Any(container =>
            container.SandboxId == sandbox.Id && !spec.IsInit(container.Name) && container.State != ContainerState.Created);
        if (initialized && spec.Containers.All(container => IsOver(facts, container)))
        {
            plan.Add(new StopPod(spec.TerminationGracePeriodSeconds ?? 30)); // the sidecars have nothing left to serve
            return;
        }

        RemoveOld(facts, plan);
        if (!PlanInit(facts, sandbox, initialized, plan))
            return;
        foreach (var container in spec.Containers)
            PlanContainer(facts, container, facts.Observed.Latest(container.Name), plan);
    }

    /// <returns>Whether the other containers may run.</returns>
    private static bool PlanInit(PodFacts facts, SandboxObservation sandbox, bool initialized, PlanBuilder plan)
    {
        foreach (var init in facts.Pod.Spec.InitContainersOrNone())
        {
            var latest = facts.Observed.Latest(init.Name);
            var current = latest?.SandboxId == sandbox.Id ? latest : null;
            var done = init.IsSidecar() ? PlanSidecar(facts, init, current, plan) : initialized || PlanRegularInit(facts, init, current, plan);
            if (!done && !initialized)
                return false;
        }

        return true;
    }

    private static bool PlanRegularInit(PodFacts facts, V1Container init, ContainerObservation? current, PlanBuilder plan)
    {
        switch (current)
        {
            case { State: ContainerState.Exited, ExitCode: 0 }:
                return true;
            case { State: ContainerState.Running }:
                return false;
            case { State: ContainerState.Exited } when facts.Pod.Spec.RestartPolicy == "Never":
                return false;
            default:
                plan.Start(init, Ended(current));
                return false;
        }
    }

    private static bool PlanSidecar(PodFacts facts, V1Container sidecar, ContainerObservation? current, PlanBuilder plan)
    {
        if (current is not { State: ContainerState.Running })
        {
            plan.Start(sidecar, Ended(current));
            return false;
        }

        return !StopUnhealthy(facts, sidecar, current, plan) && (sidecar.StartupProbe is null || facts.VerdictOf(current).Started == true);
    }

    private static void PlanContainer(PodFacts facts, V1Container container, ContainerObservation? latest, PlanBuilder plan)
    {
        if (latest is { State: ContainerState.Running })
            StopUnhealthy(facts, container, latest, plan);
        else if (latest is not { State: ContainerState.Exited } || RestartRule.RestartsAfter(facts.Pod.Spec, container, latest.ExitCode))
            plan.Start(container, Ended(latest));
    }

    private static bool StopUnhealthy(PodFacts facts, V1Container container, ContainerObservation running, PlanBuilder plan)
    {
        if (running.Hash != ContainerHash.Of(container))
            plan.Add(new StopContainer(running, $"Container {container.Name} definition changed, will be restarted"));
        else if (facts.VerdictOf(running).Failed is { } probe)
            plan.Add(new StopContainer(
                running,
                $"Container {container.Name} failed {probe} probe, will be restarted",
                (probe == "startup" ? container.StartupProbe : container.LivenessProbe)?.TerminationGracePeriodSeconds));
        else
            return false;
        return true;
    }

    private static bool IsOver(PodFacts facts, V1Container container) =>
        facts.Observed.Latest(container.Name) is { State: ContainerState.Exited } ended
        && !RestartRule.RestartsAfter(facts.Pod.Spec, container, ended.ExitCode);

    /// <summary>The last run and the one before stay, for the status and for <c>kubectl logs --previous</c>.</summary>
    private static void RemoveOld(PodFacts facts, PlanBuilder plan)
    {
        foreach (var runs in facts.Observed.Containers.GroupBy(container => container.Name))
        {
            foreach (var old in runs.OrderByDescending(run => run.RestartCount).Skip(2).Where(run => run.State != ContainerState.Running))
                plan.Add(new RemoveContainer(old.Id));
        }
    }

    private static ContainerObservation? Ended(ContainerObservation? last) => last is { State: ContainerState.Exited } ? last : null;
}
