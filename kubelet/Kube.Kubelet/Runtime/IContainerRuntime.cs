namespace Kube.Kubelet.Runtime;

/// <summary>
/// What the kubelet asks of a container engine. Every call is idempotent: a thing already there, or already gone,
/// is success, so that a kubelet killed between any two calls can simply observe and go on.
/// A refusal of the engine is thrown as <see cref="RuntimeException"/> with the engine's own words.
/// </summary>
internal interface IContainerRuntime : IAsyncDisposable
{
    IImageService Images { get; }

    IContainerStreams Streams { get; }

    /// <summary>The node's <c>containerRuntimeVersion</c>, such as <c>docker://20.10.24</c>; also the health check.</summary>
    Task<string> GetVersionAsync(CancellationToken cancellationToken);

    /// <summary>Makes the pod network and whatever the sandboxes need. Called once, before any pod starts.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Yields a pod's UID whenever one of its containers changed. It may miss or repeat changes.</summary>
    IAsyncEnumerable<string> WatchAsync(CancellationToken cancellationToken);

    /// <summary>Every pod of this kubelet the engine holds anything of.</summary>
    Task<IReadOnlyList<PodIdentity>> ListPodsAsync(CancellationToken cancellationToken);

    Task<PodObservation> ObserveAsync(string podUid, CancellationToken cancellationToken);

    /// <summary>Creates and starts the container that holds the pod's namespaces and address.</summary>
    Task StartSandboxAsync(SandboxSpec spec, CancellationToken cancellationToken);

    /// <returns>The new container's id. It is created, not started.</returns>
    Task<string> CreateContainerAsync(ContainerSpec spec, CancellationToken cancellationToken);

    Task StartContainerAsync(string id, CancellationToken cancellationToken);

    /// <summary>Asks the process to stop, and kills it when <paramref name="grace"/> is over.</summary>
    Task StopAsync(string id, TimeSpan grace, CancellationToken cancellationToken);

    /// <summary>Removes a container or sandbox, killing it if it still runs.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);
}
