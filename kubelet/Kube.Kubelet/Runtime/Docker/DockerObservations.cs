using System.Globalization;
using Docker.DotNet.Models;

namespace Kube.Kubelet.Runtime.Docker;

/// <summary>Reads back from Docker what was once asked of it.</summary>
internal static class DockerObservations
{
    public static bool IsSandbox(ContainerInspectResponse container) => Label(container, DockerLabels.Type) == DockerLabels.SandboxType;

    public static SandboxObservation Sandbox(ContainerInspectResponse container) => new(
        container.ID,
        container.State.Running,
        Attempt(container),
        Utc(container.Created),
        container.NetworkSettings?.Networks?.Values.Select(network => network.IPAddress).FirstOrDefault(ip => !string.IsNullOrEmpty(ip)),
        container.HostConfig.NetworkMode == "host",
        (int)container.State.Pid);

    public static ContainerObservation Container(ContainerInspectResponse container)
    {
        var state = container.State;
        var failedToStart = state is { Running: false, Status: "created", ExitCode: not 0 };
        return new ContainerObservation(container.ID, Label(container, DockerLabels.ContainerName), Phase(state, failedToStart))
        {
            Image = container.Config.Image,
            ImageId = container.Image,
            RestartCount = Attempt(container),
            Hash = Label(container, DockerLabels.Hash),
            SandboxId = Label(container, DockerLabels.SandboxId),
            CreatedAt = Utc(container.Created),
            StartedAt = failedToStart ? Utc(container.Created) : Time(state.StartedAt),
            FinishedAt = failedToStart ? Utc(container.Created) : Time(state.FinishedAt),
            ExitCode = (int)state.ExitCode,
            OomKilled = state.OOMKilled,
            StartError = failedToStart ? state.Error : "",
            Tty = container.Config.Tty,
            Stdin = container.Config.OpenStdin,
            Pid = (int)state.Pid,
        };
    }

    private static ContainerState Phase(global::Docker.DotNet.Models.ContainerState state, bool failedToStart) => state switch
    {
        { Running: true } => ContainerState.Running,
        { Status: "created" } when !failedToStart => ContainerState.Created,
        _ => ContainerState.Exited,
    };

    private static string Label(ContainerInspectResponse container, string name) =>
        container.Config.Labels.TryGetValue(name, out var value) ? value : "";

    private static int Attempt(ContainerInspectResponse container) =>
        int.TryParse(Label(container, DockerLabels.RestartCount), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : default;
}
