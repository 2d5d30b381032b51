using Kube.Kubelet.Cluster;
using Kube.Kubelet.Containers;
using Kube.Kubelet.Images;
using Kube.Kubelet.Probes;
using Kube.Kubelet.Runtime;
using Kube.Kubelet.Volumes;

namespace Kube.Kubelet.Pods;

/// <summary>What the steps of a pod's life are done with.</summary>
internal sealed record PodServices(
    IContainerRuntime Runtime,
    ImagePuller Images,
    VolumeManager Volumes,
    PodDirectories Directories,
    ContainerSpecBuilder Specs,
    LifecycleHooks Hooks,
    ProbeManager Probes,
    IPodReporter Reporter,
    IEventSink Events,
    PodNetworkFacts Network,
    TimeProvider Clock,
    ILogger Logger);

/// <summary>What pods are told of the node they are on.</summary>
internal sealed record PodNetworkFacts(string NodeName, string HostIp, string ClusterDomain, IReadOnlyList<string> ClusterDns);
