using k8s.Models;
using Kube.Kubelet.Pods;

namespace Kube.Kubelet.Status;

/// <summary>The pod's phase from its containers' states, by the counting rules of upstream's <c>getPhase</c>.</summary>
internal static class PhaseRule
{
    /// <summary>Whether the containers have ended and none will be started again.</summary>
    public static bool IsFinal(PodFacts facts)
    {
        if (facts.Pod.Spec is null)
            return false;
        var none = new Dictionary<string, StartFailure>();
        return Compute(
            facts.Pod.Spec,
            ContainerStatuses.OfInitContainers(facts, none),
            ContainerStatuses.OfContainers(facts, none),
            stopped: false) is PodPhase.Succeeded or PodPhase.Failed;
    }

    /// <param name="stopped">The pod will not run again whatever its restart policy says.</param>
    public static string Compute(V1PodSpec spec, IList<V1ContainerStatus> inits, IList<V1ContainerStatus> containers, bool stopped)
    {
        var count = new Counts();
        foreach (var init in spec.InitContainersOrNone())
        {
            var status = inits.First(status => status.Name == init.Name);
            if (init.IsSidecar())
                count.AddSidecar(status);
            else
                count.AddInit(status);
        }

        foreach (var container in spec.Containers)
            count.Add(container, containers.First(status => status.Name == container.Name), spec);

        if (count.FailedInit > 0 && spec.RestartPolicy == "Never")
            return PodPhase.Failed;
        var begun = containers.Any(status => status.State.Running is not null || status.State.Terminated is not null || status.LastState?.Terminated is not null);
        if (count.PendingInit > 0 || (count.PendingSidecars > 0 && !begun) || count.Waiting > 0)
            return stopped && count.Stopped > 0 ? PodPhase.Failed : PodPhase.Pending;
        if (count.Running > 0)
            return PodPhase.Running;
        if (count.Stopped == 0)
            return PodPhase.Pending;
        if (!stopped && count.Restarting > 0)
            return PodPhase.Running;
        return count.Stopped == count.Succeeded ? PodPhase.Succeeded : PodPhase.Failed;
    }

    private sealed class Counts
    {
        public int PendingInit { get; private set; }
        public int FailedInit { get; private set; }
        public int PendingSidecars { get; private set; }
        public int Running { get; private set; }
        public int Waiting { get; private set; }
        public int Stopped { get; private set; }
        public int Succeeded { get; private set; }
        /// <summary>Ended containers that the restart policy starts again.</summary>
        public int Restarting { get; private set; }

        public void AddInit(V1ContainerStatus status)
        {
            var ended = status.State.Terminated ?? (status.State.Waiting is null ? null : status.LastState?.Terminated);
            if (ended is null)
                PendingInit++;
            else if (ended.ExitCode != 0)
                FailedInit++;
        }

        public void AddSidecar(V1ContainerStatus status)
        {
            if (status.State.Running is not null)
            {
                Running++;
                if (status.Started != true)
                    PendingSidecars++;
            }
            else if (status.State.Terminated is null && status.LastState?.Terminated is null)
            {
                PendingSidecars++;
                Waiting++;
            }
        }

        public void Add(V1Container container, V1ContainerStatus status, V1PodSpec spec)
        {
            var ended = status.State.Terminated ?? status.LastState?.Terminated;
            if (status.State.Running is not null)
            {
                Running++;
            }
            else if (ended is null)
            {
                Waiting++;
            }
            else
            {
                Stopped++;
                if (status.State.Terminated is { ExitCode: 0 })
                    Succeeded++;
                if (status.State.Terminated is null || RestartRule.RestartsAfter(spec, container, ended.ExitCode))
                    Restarting++;
            }
        }
    }
}
