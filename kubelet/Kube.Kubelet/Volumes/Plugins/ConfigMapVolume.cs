using k8s.Models;
using Kube.Kubelet.Volumes.Contents;

namespace Kube.Kubelet.Volumes.Plugins;

internal sealed class ConfigMapVolume(ConfigMapContent content, TimeProvider clock) : ContentVolume(clock)
{
    public override string Name => "kubernetes.io/configmap";

    protected override bool IsConfidential => false;

    public override bool Supports(V1Volume volume) => volume.ConfigMap is not null;

    protected override Task<Dictionary<string, VolumeFile>> ReadAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        var source = request.Volume.ConfigMap;
        return content.ReadAsync(
            request.Pod.Metadata.NamespaceProperty, source.Name, source.Items, Mode(source.DefaultMode), source.Optional == true, cancellationToken);
    }
}
