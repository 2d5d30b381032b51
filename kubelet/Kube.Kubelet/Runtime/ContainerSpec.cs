using k8s.Models;

namespace Kube.Kubelet.Runtime;

/// <summary>Everything about a container that the engine needs, with nothing left to look up.</summary>
internal sealed record ContainerSpec(PodIdentity Pod, string Name, int RestartCount, string SandboxId, string Image)
{
    /// <summary>Changes when the pod's wish for this container changes, so that it is restarted.</summary>
    public required string Hash { get; init; }
    public IReadOnlyList<string> Command { get; init; } = [];
    public IReadOnlyList<string> Args { get; init; } = [];
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];
    public string? WorkingDirectory { get; init; }
    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];
    public bool Tty { get; init; }
    public bool Stdin { get; init; }
    public bool StdinOnce { get; init; }
    public PodNamespaces Namespaces { get; init; } = new();
    public ContainerLimits Limits { get; init; } = new();
    public V1SecurityContext Security { get; init; } = new();
    public IReadOnlyList<long> SupplementalGroups { get; init; } = [];
    public string StopSignal { get; init; } = "";
}

/// <summary>Which namespaces of the host, or of the sandbox, the container shares beyond network and IPC.</summary>
internal sealed record PodNamespaces(bool HostNetwork = false, bool HostPid = false, bool ShareProcesses = false);

/// <param name="CpuShares">cgroup v1 CPU shares, 2 being the least.</param>
/// <param name="CpuQuota">Microseconds of CPU in each 100 ms; 0 means no limit.</param>
/// <param name="Memory">Bytes; 0 means no limit.</param>
internal sealed record ContainerLimits(long CpuShares = 2, long CpuQuota = 0, long Memory = 0, int OomScoreAdjust = 1000);

internal sealed record ContainerMount(string HostPath, string ContainerPath, bool ReadOnly = false, string? Propagation = null);
