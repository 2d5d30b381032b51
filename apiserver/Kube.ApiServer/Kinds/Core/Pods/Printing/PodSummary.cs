using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods.Printing;

/// <summary>What a pod is doing, in one word, and how its containers fare: printPod of upstream's printers.</summary>
/// <param name="LastRestart">When a container last ended before it was started again; null when none was.</param>
internal sealed record PodSummary(string Reason, int Ready, int Total, long Restarts, string? LastRestart)
{
    public static PodSummary Of(JsonMap pod)
    {
        var init = InitSummary.Of(pod);
        var containers = pod.Status().Maps("containerStatuses").ToList();
        var reason = init.Reason ?? PodReason(pod);
        var (ready, restarts, last) = (init.Ready, init.Restarts, init.LastRestart);
        if (!init.IsInitializing || PodConditions.IsTrue(pod, "Initialized"))
        {
            // What init containers did to come this far does not count any more, but what sidecars do does.
            (restarts, last) = (init.SidecarRestarts, init.LastSidecarRestart);
            var running = false;
            foreach (var status in Enumerable.Reverse(containers))
            {
                restarts += status.Number("restartCount");
                last = Later(last, ContainerStates.LastEnd(status));
                if (ContainerStates.Reason(status) is { } why) reason = why;
                else if (status.IsTrue("ready") && ContainerStates.IsRunning(status))
                {
                    running = true;
                    ready++;
                }
            }
            if (reason == "Completed" && running) reason = PodConditions.IsTrue(pod, "Ready") ? "Running" : "NotReady";
        }
        if (pod.IsBeingDeleted())
        {
            if (pod.Status().Text("reason") == "NodeLost") reason = "Unknown";
            else if (pod.Status().Text("phase") is not ("Failed" or "Succeeded")) reason = "Terminating";
        }
        return new PodSummary(reason, ready, pod.Spec().CountOf("containers") + init.Sidecars, restarts, last);
    }

    public static string? Later(string? a, string? b) => string.CompareOrdinal(a, b) >= 0 ? a : b;

    private static string PodReason(JsonMap pod)
    {
        if (PodConditions.Find(pod, "PodScheduled")?.Text("reason") == "SchedulingGated") return "SchedulingGated";
        return pod.Status().Text("reason") is { Length: > 0 } reason ? reason : pod.Status().Text("phase");
    }
}
