using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;

namespace Kube.Kubelet.Runtime.Simulated;

/// <summary>
/// Pods without containers: everything starts at once, runs until it is told to stop, and every image is present.
/// For machines without a container engine and for tests of size. It remembers nothing across restarts.
/// </summary>
internal sealed class SimulatedRuntime(TimeProvider clock, string podCidr) : IContainerRuntime
{
    private readonly ConcurrentDictionary<string, SimulatedPod> _pods = new();
    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private int _addresses = 1;

    public IImageService Images { get; } = new SimulatedImages();

    public IContainerStreams Streams { get; } = new SimulatedStreams();

    public Task<string> GetVersionAsync(CancellationToken cancellationToken) => Task.FromResult("simulated://1.0");

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public IAsyncEnumerable<string> WatchAsync(CancellationToken cancellationToken) => _changes.Reader.ReadAllAsync(cancellationToken);

    public Task<IReadOnlyList<PodIdentity>> ListPodsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PodIdentity>>([.. _pods.Values.Select(pod => pod.Identity)]);

    public Task<PodObservation> ObserveAsync(string podUid, CancellationToken cancellationToken) =>
        Task.FromResult(_pods.TryGetValue(podUid, out var pod) ? pod.Observe() : PodObservation.Empty);

    public Task StartSandboxAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        var pod = _pods.GetOrAdd(spec.Pod.Uid, _ => new SimulatedPod(spec.Pod));
        pod.Put(new SandboxObservation(
            NewId(), Running: true, spec.Attempt, clock.GetUtcNow(), spec.HostNetwork ? null : NextAddress(), spec.HostNetwork, Pid: 0));
        return Task.CompletedTask;
    }

    public Task<string> CreateContainerAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var container = new ContainerObservation(NewId(), spec.Name, ContainerState.Created)
        {
            Image = spec.Image,
            ImageId = SimulatedImages.IdOf(spec.Image),
            RestartCount = spec.RestartCount,
            Hash = spec.Hash,
            SandboxId = spec.SandboxId,
            CreatedAt = clock.GetUtcNow(),
        };
        _pods.GetOrAdd(spec.Pod.Uid, _ => new SimulatedPod(spec.Pod)).Put(container);
        return Task.FromResult(container.Id);
    }

    public Task StartContainerAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(pod => pod.Change(id, container => container with { State = ContainerState.Running, StartedAt = clock.GetUtcNow() }));

    public Task StopAsync(string id, TimeSpan grace, CancellationToken cancellationToken) =>
        ChangeAsync(pod => pod.Stop(id, clock.GetUtcNow()));

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => ChangeAsync(pod =>
    {
        var removed = pod.Remove(id);
        if (pod.IsEmpty)
            _pods.TryRemove(pod.Identity.Uid, out _);
        return removed;
    });

    public ValueTask DisposeAsync()
    {
        _changes.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private static string NewId() => Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()).PadRight(64, '0');

    private Task ChangeAsync(Func<SimulatedPod, bool> change)
    {
        foreach (var pod in _pods.Values.Where(change))
            _changes.Writer.TryWrite(pod.Identity.Uid);
        return Task.CompletedTask;
    }

    private string NextAddress()
    {
        var network = IPNetwork.Parse(podCidr);
        var bytes = network.BaseAddress.GetAddressBytes();
        var size = 1u << (32 - network.PrefixLength);
        var number = (uint)Interlocked.Increment(ref _addresses) % size;
        var value = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes) + number;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return new IPAddress(bytes).ToString();
    }
}
