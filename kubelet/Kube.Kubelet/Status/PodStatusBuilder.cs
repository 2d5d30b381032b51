using k8s.Models;
using Kube.Machinery;
using Kube.Kubelet.Pods;

namespace Kube.Kubelet.Status;

/// <summary>The pod's status as the kubelet reports it, a pure function of what is known.</summary>
internal static class PodStatusBuilder
{
    /// <param name="before">The status last reported: where transition times and a stopped pod's address come from.</param>
    /// <param name="hostIp">The node's address.</param>
    public static V1PodStatus Build(PodFacts facts, PodPlan plan, V1PodStatus? before, string hostIp)
    {
        var spec = facts.Pod.Spec;
        var status = new V1PodStatus
        {
            ObservedGeneration = facts.Pod.Metadata.Generation,
            QosClass = facts.Pod.Status?.QosClass,
            HostIP = hostIp,
            HostIPs = [new V1HostIP { Ip = hostIp }],
            StartTime = ApiTime.Seconds(facts.StartTime),
            InitContainerStatuses = spec.InitContainersOrNone().Count > 0 ? ContainerStatuses.OfInitContainers(facts, plan.Waiting) : null,
            ContainerStatuses = ContainerStatuses.OfContainers(facts, plan.Waiting),
        };
        SetPhase(facts, plan, status);
        if (plan.Stage == PodStage.Stopped)
            ContainerStatuses.EndUnknown(spec, status);
        SetAddress(facts, status, before, hostIp);
        status.Conditions = PodConditions.Of(facts, status, before);
        return status;
    }

    private static void SetPhase(PodFacts facts, PodPlan plan, V1PodStatus status)
    {
        if (facts.Pod.Status.IsTerminal())
        {
            status.Phase = facts.Pod.Status.Phase;
            status.Reason = facts.Pod.Status.Reason;
            status.Message = facts.Pod.Status.Message;
        }
        else if (PodEnding.DeadlineOf(facts) <= facts.Now)
        {
            status.Phase = PodPhase.Failed;
            status.Reason = "DeadlineExceeded";
            status.Message = "Pod was active on the node longer than the specified deadline";
        }
        else
        {
            status.Phase = PhaseRule.Compute(
                facts.Pod.Spec, status.InitContainerStatuses ?? [], status.ContainerStatuses, stopped: plan.Stage == PodStage.Stopped);
        }
    }

    private static void SetAddress(PodFacts facts, V1PodStatus status, V1PodStatus? before, string hostIp)
    {
        if (facts.Observed.ReadySandbox is { } sandbox)
        {
            status.PodIP = sandbox.HostNetwork ? hostIp : sandbox.Ip;
            status.PodIPs = status.PodIP is null ? null : [new V1PodIP { Ip = status.PodIP }];
        }
        else if (status.IsTerminal())
        {
            status.PodIP = before?.PodIP;
            status.PodIPs = before?.PodIPs;
        }
    }
}
