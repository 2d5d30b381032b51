namespace Kube.Kubelet.Runtime;

/// <summary>What the engine holds of one pod, the newest first.</summary>
internal sealed record PodObservation(IReadOnlyList<SandboxObservation> Sandboxes, IReadOnlyList<ContainerObservation> Containers)
{
    public static readonly PodObservation Empty = new([], []);

    public SandboxObservation? Sandbox => Sandboxes.Count > 0 ? Sandboxes[0] : null;

    /// <summary>The sandbox containers can be started in, if there is one.</summary>
    public SandboxObservation? ReadySandbox => Sandbox is { Running: true } sandbox ? sandbox : null;

    public IEnumerable<ContainerObservation> Running => Containers.Where(container => container.State == ContainerState.Running);

    public ContainerObservation? Latest(string name) => Containers.FirstOrDefault(container => container.Name == name);

    /// <summary>The newest exited container of that name older than <paramref name="current"/>.</summary>
    public ContainerObservation? Previous(ContainerObservation current) => Containers
        .FirstOrDefault(container => container.Name == current.Name && container.RestartCount < current.RestartCount
            && container.State == ContainerState.Exited);
}

/// <param name="Ip">The pod's address; null with the host's network.</param>
internal sealed record SandboxObservation(string Id, bool Running, int Attempt, DateTimeOffset CreatedAt, string? Ip, bool HostNetwork, int Pid);

internal enum ContainerState
{
    /// <summary>Made but never started: a kubelet was interrupted there.</summary>
    Created,
    Running,
    Exited,
}

internal sealed record ContainerObservation(string Id, string Name, ContainerState State)
{
    public required string Image { get; init; }
    public required string ImageId { get; init; }
    public int RestartCount { get; init; }
    /// <summary>The hash of the spec it was made from, see <see cref="ContainerSpec.Hash"/>.</summary>
    public string Hash { get; init; } = "";
    public string SandboxId { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset FinishedAt { get; init; }
    public int ExitCode { get; init; }
    public bool OomKilled { get; init; }
    /// <summary>Why the engine could not start it, else empty.</summary>
    public string StartError { get; init; } = "";
    /// <summary>What the container left as its termination message; added by the kubelet, not the engine.</summary>
    public string? Message { get; init; }
    public bool Tty { get; init; }
    public bool Stdin { get; init; }
    public int Pid { get; init; }
}
