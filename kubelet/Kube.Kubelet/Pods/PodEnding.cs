using Kube.Kubelet.Status;

namespace Kube.Kubelet.Pods;

/// <summary>Why a pod has to stop, if it has to.</summary>
/// <param name="Deleted">Nothing of it is to be kept, not even its logs.</param>
internal sealed record PodEnding(bool Deleted, long GraceSeconds)
{
    public static PodEnding? Of(PodFacts facts)
    {
        var metadata = facts.Pod.Metadata;
        var grace = facts.Pod.Spec?.TerminationGracePeriodSeconds ?? 30;
        if (metadata.DeletionTimestamp is not null)
            return new PodEnding(Deleted: true, Math.Max(1, metadata.DeletionGracePeriodSeconds ?? grace));
        if (facts.Gone)
            return new PodEnding(Deleted: true, facts.Pod.Spec is null ? 1 : Math.Max(1, grace));
        if (facts.Pod.Status.IsTerminal() || DeadlineOf(facts) <= facts.Now || PhaseRule.IsFinal(facts))
            return new PodEnding(Deleted: false, grace);
        return null;
    }

    /// <summary>When <c>activeDeadlineSeconds</c> ends the pod.</summary>
    public static DateTimeOffset? DeadlineOf(PodFacts facts) =>
        facts.Pod.Spec?.ActiveDeadlineSeconds is { } seconds ? facts.StartTime.AddSeconds(seconds) : null;
}
