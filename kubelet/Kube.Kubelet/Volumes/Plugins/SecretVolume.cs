using k8s.Models;
using Kube.Kubelet.Volumes.Contents;

namespace Kube.Kubelet.Volumes.Plugins;

internal sealed class SecretVolume(SecretContent content, TimeProvider clock) : ContentVolume(clock)
{
    public override string Name => "kubernetes.io/secret";

    public override bool Supports(V1Volume volume) => volume.Secret is not null;

    protected override Task<Dictionary<string, VolumeFile>> ReadAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        var source = request.Volume.Secret;
        return content.ReadAsync(
            request.Pod.Metadata.NamespaceProperty, source.SecretName, source.Items, Mode(source.DefaultMode), source.Optional == true, cancellationToken);
    }
}
