using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods.Printing;

/// <summary>How far the init containers are.</summary>
internal sealed record InitSummary
{
    public bool IsInitializing { get; private set; }

    /// <summary>Why the pod is not past its init containers, as in "Init:1/2".</summary>
    public string? Reason { get; private set; }

    public int Ready { get; private set; }

    public int Sidecars { get; private init; }

    public long Restarts { get; private set; }

    public string? LastRestart { get; private set; }

    public long SidecarRestarts { get; private set; }

    public string? LastSidecarRestart { get; private set; }

    public static InitSummary Of(JsonMap pod)
    {
        var containers = pod.Spec().Maps("initContainers").ToList();
        var sidecars = containers.Where(container => container.Text("restartPolicy") == "Always").Select(container => container.Text("name")).ToHashSet(StringComparer.Ordinal);
        var summary = new InitSummary { Sidecars = sidecars.Count };
        var index = 0;
        foreach (var status in pod.Status().Maps("initContainerStatuses"))
        {
            if (!summary.IsPast(status, sidecars.Contains(status.Text("name"))))
            {
                summary.Stop(status, index, containers.Count);
                break;
            }
            index++;
        }
        return summary;
    }

    /// <summary>Counts one container and says whether the next may run.</summary>
    private bool IsPast(JsonMap status, bool sidecar)
    {
        Restarts += status.Number("restartCount");
        LastRestart = PodSummary.Later(LastRestart, ContainerStates.LastEnd(status));
        if (sidecar)
        {
            SidecarRestarts += status.Number("restartCount");
            LastSidecarRestart = PodSummary.Later(LastSidecarRestart, ContainerStates.LastEnd(status));
        }
        if (ContainerStates.Terminated(status)?.Number("exitCode") == 0) return true;
        if (!sidecar || !status.IsTrue("started")) return false;
        if (status.IsTrue("ready")) Ready++;
        return true;
    }

    private void Stop(JsonMap status, int index, int total)
    {
        IsInitializing = true;
        var reason = ContainerStates.Reason(status);
        Reason = reason is null or "PodInitializing" ? $"Init:{index}/{total}" : $"Init:{reason}";
    }
}
