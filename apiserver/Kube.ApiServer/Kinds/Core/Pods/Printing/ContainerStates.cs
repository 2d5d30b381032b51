using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods.Printing;

/// <summary>Reading a container's status.</summary>
internal static class ContainerStates
{
    public static JsonMap? Terminated(JsonMap status) => status.Part("state").Map("terminated");

    public static bool IsRunning(JsonMap status) => status.Part("state").Has("running");

    /// <summary>When the container ended before its present run.</summary>
    public static string? LastEnd(JsonMap status) => status.Part("lastState").Map("terminated")?.String("finishedAt");

    /// <summary>Why it waits or how it ended; null while it runs or when nothing is known.</summary>
    public static string? Reason(JsonMap status)
    {
        if (status.Part("state").Map("waiting")?.Text("reason") is { Length: > 0 } waiting) return waiting;
        if (Terminated(status) is not { } terminated) return null;
        if (terminated.Text("reason") is { Length: > 0 } ended) return ended;
        return terminated.Number("signal") is var signal and not 0 ? $"Signal:{signal}" : $"ExitCode:{terminated.Number("exitCode")}";
    }
}
