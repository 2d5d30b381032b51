using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Kube.Kubelet.Runtime.Docker;

/// <summary>
/// Pods as Docker containers, laid out as upstream's dockershim did: one sandbox container a pod, which the others
/// join, everything found again by its <c>io.kubernetes.*</c> labels.
/// </summary>
internal sealed class DockerRuntime : IContainerRuntime
{
    private readonly DockerClient _client;
    private readonly DockerRuntimeOptions _options;
    private readonly DockerLabels _labels;
    private readonly DockerNetwork _network;
    private readonly DockerImages _images;

    public DockerRuntime(DockerRuntimeOptions options)
    {
        _options = options;
        _client = new DockerClientConfiguration(options.Endpoint, defaultTimeout: Timeout.InfiniteTimeSpan).CreateClient();
        _labels = new DockerLabels(options.NodeName, options.RootDirectory);
        _network = new DockerNetwork(_client.Networks, options, _labels);
        _images = new DockerImages(_client.Images);
        Streams = new DockerStreams(_client);
    }

    public IImageService Images => _images;

    public IContainerStreams Streams { get; }

    public async Task<string> GetVersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return $"docker://{(await _client.System.GetVersionAsync(cancellationToken)).Version}";
        }
        catch (Exception e) when (e is HttpRequestException or System.Net.Sockets.SocketException or TimeoutException)
        {
            throw new RuntimeException($"Cannot connect to the Docker daemon at {_options.Endpoint}. Is the docker daemon running?", e);
        }
    }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _network.EnsureAsync(cancellationToken);
        await _images.EnsurePauseAsync(cancellationToken);
    }

    public async IAsyncEnumerable<string> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var uids = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
        var events = new ContainerEventsParameters
        {
            Filters = DockerLabels.Filter(("type", "container"), ("label", _labels.OwnerFilter)),
        };
        var report = new ImmediateProgress<Message>(message =>
        {
            if (message.Actor?.Attributes?.TryGetValue(DockerLabels.PodUid, out var uid) == true && DockerLabels.IsChange(message.Action))
                uids.Writer.TryWrite(uid);
        });
        var monitor = Task.Run(async () =>
        {
            try
            {
                await _client.System.MonitorEventsAsync(events, report, cancellationToken);
                uids.Writer.Complete();
            }
            catch (Exception e)
            {
                uids.Writer.Complete(e is OperationCanceledException ? null : new RuntimeException(e.Message, e));
            }
        }, CancellationToken.None);
        await foreach (var uid in uids.Reader.ReadAllAsync(cancellationToken))
            yield return uid;
        await monitor;
    }

    public async Task<IReadOnlyList<PodIdentity>> ListPodsAsync(CancellationToken cancellationToken)
    {
        var containers = await ListAsync(_labels.OwnerFilter, cancellationToken);
        return [.. containers.Select(container => DockerLabels.Pod(container.Labels)).Distinct()];
    }

    public async Task<PodObservation> ObserveAsync(string podUid, CancellationToken cancellationToken)
    {
        var listed = await ListAsync($"{DockerLabels.PodUid}={podUid}", cancellationToken);
        var inspected = await Task.WhenAll(listed.Where(_labels.Owns).Select(item => InspectAsync(item.ID, cancellationToken)));
        var found = inspected.OfType<ContainerInspectResponse>().OrderByDescending(container => container.Created).ToLookup(DockerObservations.IsSandbox);
        return new PodObservation(
            [.. found[true].Select(DockerObservations.Sandbox)],
            [.. found[false].Select(DockerObservations.Container).OrderByDescending(container => container.RestartCount)]);
    }

    public async Task StartSandboxAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        var id = await CreateAsync(DockerSandbox.Parameters(spec, _labels, _network.Name), cancellationToken);
        await StartContainerAsync(id, cancellationToken);
    }

    public Task<string> CreateContainerAsync(ContainerSpec spec, CancellationToken cancellationToken) =>
        CreateAsync(DockerContainer.Parameters(spec, _labels), cancellationToken);

    public Task StartContainerAsync(string id, CancellationToken cancellationToken) =>
        DockerCall.RunAsync(() => _client.Containers.StartContainerAsync(id, new ContainerStartParameters(), cancellationToken));

    /// <remarks>Docker's client cannot say a grace period of zero; killing says the same.</remarks>
    public Task StopAsync(string id, TimeSpan grace, CancellationToken cancellationToken) => DockerCall.IgnoreMissingAsync(() => grace <= TimeSpan.Zero
        ? _client.Containers.KillContainerAsync(id, new ContainerKillParameters { Signal = "SIGKILL" }, cancellationToken)
        : _client.Containers.StopContainerAsync(
            id, new ContainerStopParameters { WaitBeforeKillSeconds = (uint)Math.Ceiling(grace.TotalSeconds) }, cancellationToken));

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        DockerCall.IgnoreMissingAsync(() => _client.Containers.RemoveContainerAsync(
            id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, cancellationToken));

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Creates a container, replacing one of the same name that an interrupted kubelet left.</summary>
    private async Task<string> CreateAsync(CreateContainerParameters parameters, CancellationToken cancellationToken)
    {
        try
        {
            return await DockerCall.RunAsync(async () => (await _client.Containers.CreateContainerAsync(parameters, cancellationToken)).ID);
        }
        catch (RuntimeException e) when (e.InnerException is DockerApiException { StatusCode: System.Net.HttpStatusCode.Conflict })
        {
            await RemoveAsync(parameters.Name, cancellationToken);
            return await DockerCall.RunAsync(async () => (await _client.Containers.CreateContainerAsync(parameters, cancellationToken)).ID);
        }
    }

    private Task<IList<ContainerListResponse>> ListAsync(string label, CancellationToken cancellationToken) =>
        DockerCall.RunAsync(() => _client.Containers.ListContainersAsync(
            new ContainersListParameters { All = true, Filters = DockerLabels.Filter(("label", label)) }, cancellationToken));

    private async Task<ContainerInspectResponse?> InspectAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.Containers.InspectContainerAsync(id, cancellationToken);
        }
        catch (DockerContainerNotFoundException)
        {
            return null; // removed since it was listed
        }
    }
}
