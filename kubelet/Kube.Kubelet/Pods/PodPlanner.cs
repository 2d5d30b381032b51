namespace Kube.Kubelet.Pods;

/// <summary>
/// The pure heart of the kubelet: from what is wished and what is there, what to do next. The rules are those of
/// upstream's <c>computePodActions</c> and pod lifecycle (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle).
/// </summary>
internal static class PodPlanner
{
    public static PodPlan Plan(PodFacts facts) => PodEnding.Of(facts) is { } ending ? PlanStop(facts, ending) : PlanRun(facts);

    private static PodPlan PlanStop(PodFacts facts, PodEnding ending)
    {
        var plan = new PlanBuilder(facts);
        if (facts.Observed.Running.Any() || facts.Observed.Sandboxes.Any(sandbox => sandbox.Running))
        {
            plan.Add(new StopPod(ending.GraceSeconds));
            return plan.Build(PodStage.Stopping);
        }

        if (ending.Deleted)
            plan.Add(new ForgetPod());
        else if (facts.VolumesMounted)
            plan.Add(new UnmountVolumes());
        return plan.Build(PodStage.Stopped);
    }

    private static PodPlan PlanRun(PodFacts facts)
    {
        var plan = new PlanBuilder(facts);
        if (facts.RetryAt > facts.Now)
        {
            plan.WakeAt(facts.RetryAt);
            return plan.Build(PodStage.Running);
        }

        if (!facts.VolumesMounted)
            plan.Add(new MountVolumes());
        else if (facts.Observed.ReadySandbox is { } sandbox)
            ContainerPlanner.Plan(facts, sandbox, plan);
        else
            PlanSandbox(facts, plan);
        return plan.Build(PodStage.Running);
    }

    private static void PlanSandbox(PodFacts facts, PlanBuilder plan)
    {
        var observed = facts.Observed;
        if (observed.Containers.Count > 0 || observed.Sandboxes.Count > 0)
            plan.Add(new StopPod(facts.Pod.Spec.TerminationGracePeriodSeconds ?? 30, SandboxChanged: true));
        plan.Add(new StartSandbox(observed.Sandbox is { } last ? last.Attempt + 1 : 0));
    }
}
