using k8s.Models;
using Kube.Kubelet.Certificates;
using Kube.Kubelet.Cluster;
using Kube.Kubelet.Containers;
using Kube.Kubelet.Images;
using Kube.Kubelet.Node;
using Kube.Kubelet.Options;
using Kube.Kubelet.Pods;
using Kube.Kubelet.Probes;
using Kube.Kubelet.Runtime;
using Kube.Kubelet.Runtime.Docker;
using Kube.Kubelet.Runtime.Simulated;
using Kube.Kubelet.Server;
using Kube.Kubelet.Volumes;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;
using Kube.Machinery.Informers;

namespace Kube.Kubelet;

/// <summary>Puts the kubelet together and owns every one of its background loops. Stopping leaves containers as they are.</summary>
internal sealed class KubeletHost(KubeletOptions options, TimeProvider clock, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("kubelet");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var machine = Machine.Read(options.RootDirectory);
        await using var runtime = Runtime();
        await runtime.GetVersionAsync(cancellationToken);

        var certificates = new NodeCertificates(options, clock);
        await new NodeBootstrap(options, certificates, clock, _logger).EnsureAsync(cancellationToken);
        using var kubernetes = KubernetesClients.FromKubeconfig(options.Kubeconfig, $"kubelet/{KubernetesVersion.Text}", clock);
        var client = new ApiClient(kubernetes);
        var informers = new SharedInformers(client, clock, loggers.CreateLogger<SharedInformers>());
        var podInformer = informers.For<V1Pod>($"spec.nodeName={options.NodeName}");
        var serviceInformer = informers.For<V1Service>();

        var recorder = new EventRecorder(client, "kubelet", clock, _logger, options.NodeName);
        var events = new ClusterEvents(recorder);
        var nodeOptions = new NodeOptions(options.NodeName, options.NodeIp, options.Port)
        {
            Labels = options.NodeLabels,
            Taints = options.RegisterWithTaints,
            MaxPods = options.MaxPods,
            PodCidr = options.PodCidr,
        };
        var description = new NodeDescription(nodeOptions, machine);
        var node = new NodeReporter(client, description, nodeOptions, runtime, events, clock, _logger);
        using var statuses = new PodStatusWriter(client, clock, _logger);

        var cluster = new ClusterObjects(client, serviceInformer);
        var directories = new PodDirectories(options.RootDirectory);
        var volumes = new VolumeManager(directories, VolumePlugins.All(cluster, description.Allocatable, clock));
        var services = new PodServices(
            runtime,
            new ImagePuller(runtime.Images, new PullSecrets(cluster), events, clock),
            volumes,
            directories,
            new ContainerSpecBuilder(
                new EnvironmentBuilder(cluster, description.Allocatable), new MountBuilder(volumes, directories), machine.MemoryKib * 1024),
            new LifecycleHooks(runtime, clock),
            new ProbeManager(new ProbeWorkerServices(ProbeHandlers.All(runtime.Streams), events, clock), cancellationToken),
            statuses,
            events,
            new PodNetworkFacts(options.NodeName, options.NodeIp, options.ClusterDomain, options.ClusterDns),
            clock,
            _logger);
        var pods = new PodManager(services, new TerminationMessages(runtime.Streams, directories));
        podInformer.Handle(new InformerHandler<V1Pod>
        {
            Added = pods.Update,
            Updated = (old, current) =>
            {
                if (old.Metadata.Uid != current.Metadata.Uid)
                    pods.Remove(old);
                pods.Update(current);
            },
            Deleted = pods.Remove,
        });

        var server = new KubeletServer(options, certificates, pods, runtime, clock);
        await server.StartAsync(cancellationToken);
        await RunTogetherAsync(
            [
                informers.RunAsync,
                recorder.RunAsync,
                statuses.RunAsync,
                node.RunAsync,
                new NodeLease(client, options.NodeName, node.Registered, clock, _logger).RunAsync,
                stop => RunPodsAsync(runtime, pods, podInformer.Synced, stop),
                server.RunAsync,
                .. Rotations(client, certificates),
            ],
            cancellationToken);
    }

    private IEnumerable<Func<CancellationToken, Task>> Rotations(ApiClient client, NodeCertificates certificates)
    {
        if (options.RotateCertificates)
            yield return new CertificateRotation(
                () => Kubeconfig.Load(options.Kubeconfig).ReadClientCertificate(), stop => certificates.RenewClientAsync(client, options.Kubeconfig, stop), clock, _logger).RunAsync;
        if (options.RotateServerCertificates)
            yield return new CertificateRotation(certificates.Server.Current, stop => certificates.RenewServerAsync(client, stop), clock, _logger).RunAsync;
    }

    /// <summary>The node is announced while the network and the sandbox image are still being made.</summary>
    private static async Task RunPodsAsync(IContainerRuntime runtime, PodManager pods, Task synced, CancellationToken cancellationToken)
    {
        await runtime.PrepareAsync(cancellationToken);
        await pods.RunAsync(synced, cancellationToken);
    }

    /// <summary>Runs loops until cancelled. When one fails all are stopped, and its failure is thrown.</summary>
    private static async Task RunTogetherAsync(IReadOnlyList<Func<CancellationToken, Task>> loops, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = loops.Select(loop => Task.Run(() => loop(stop.Token), CancellationToken.None)).ToList();
        var first = await Task.WhenAny(running);
        await stop.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    private IContainerRuntime Runtime() => options.Runtime == "simulated"
        ? new SimulatedRuntime(clock, options.PodCidr)
        : new DockerRuntime(new DockerRuntimeOptions(options.ContainerRuntimeEndpoint, options.NodeName, options.RootDirectory, options.PodCidr));
}
