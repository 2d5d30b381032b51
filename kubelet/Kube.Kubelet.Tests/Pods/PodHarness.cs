using k8s.Models;
using Kube.Kubelet.Containers;
using Kube.Kubelet.Images;
using Kube.Kubelet.Pods;
using Kube.Kubelet.Probes;
using Kube.Kubelet.Runtime;
using Kube.Kubelet.Volumes;
using Kube.Machinery.Quantities;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Kubelet.Tests.Pods;

/// <summary>One pod worker on a real runtime, with the API server's side played by the test.</summary>
internal sealed class PodHarness : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public PodHarness(IContainerRuntime runtime, string rootDirectory, V1Pod pod, InMemoryCluster? cluster = null)
    {
        Runtime = runtime;
        cluster ??= new InMemoryCluster();
        Directories = new PodDirectories(rootDirectory);
        var allocatable = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("4"), ["memory"] = Quantity.Parse("8Gi") };
        var volumes = new VolumeManager(Directories, VolumePlugins.All(cluster, allocatable, TimeProvider.System));
        var services = new PodServices(
            runtime,
            new ImagePuller(runtime.Images, new PullSecrets(cluster), Api, TimeProvider.System),
            volumes,
            Directories,
            new ContainerSpecBuilder(new EnvironmentBuilder(cluster, allocatable), new MountBuilder(volumes, Directories), 8L << 30),
            new LifecycleHooks(runtime, TimeProvider.System),
            new ProbeManager(new ProbeWorkerServices(ProbeHandlers.All(runtime.Streams), Api, TimeProvider.System), _stop.Token),
            Api,
            Api,
            new PodNetworkFacts("test-node", "127.0.0.1", "cluster.local", []),
            TimeProvider.System,
            NullLogger.Instance);
        Worker = new PodWorker(pod, services, new TerminationMessages(runtime.Streams, Directories));
        _running = Task.Run(() => Worker.RunAsync(_stop.Token));
        _ = WatchAsync(pod.Metadata.Uid);
    }

    public IContainerRuntime Runtime { get; }

    public RecordingReporter Api { get; } = new();

    public PodDirectories Directories { get; }

    public PodWorker Worker { get; }

    public static V1Pod Pod(string name, params V1Container[] containers) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default", Uid = Guid.NewGuid().ToString(), Generation = 1 },
        Spec = new V1PodSpec { Containers = containers, RestartPolicy = "Always", TerminationGracePeriodSeconds = 1, NodeName = "test-node" },
        Status = new V1PodStatus { Phase = "Pending", QosClass = "BestEffort" },
    };

    /// <summary>As <c>kubectl delete</c> does.</summary>
    public void Delete(long graceSeconds)
    {
        var pod = Worker.Pod;
        Worker.Update(pod with
        {
            Metadata = pod.Metadata with { DeletionTimestamp = TimeProvider.System.GetUtcNow().UtcDateTime, DeletionGracePeriodSeconds = graceSeconds },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task WatchAsync(string uid)
    {
        try
        {
            await foreach (var changed in Runtime.WatchAsync(_stop.Token))
            {
                if (changed == uid)
                    Worker.Wake();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
