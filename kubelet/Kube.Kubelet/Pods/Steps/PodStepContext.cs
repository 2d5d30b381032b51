using k8s.Models;
using Kube.Kubelet.Containers;

namespace Kube.Kubelet.Pods.Steps;

/// <summary>One pod at the moment a step is done for it.</summary>
internal sealed record PodStepContext(PodServices Services, PodFacts Facts, PodMemory Memory)
{
    public V1Pod Pod => Facts.Pod;

    public string Uid => Pod.Metadata.Uid;

    public DateTimeOffset Now => Services.Clock.GetUtcNow();

    public PodAddresses Addresses => new(
        Services.Network.HostIp,
        Facts.Observed.ReadySandbox is not { } sandbox ? "" : sandbox.HostNetwork ? Services.Network.HostIp : sandbox.Ip ?? "");
}
