using k8s.Models;
using Kube.Kubelet.Volumes.Contents;

namespace Kube.Kubelet.Volumes.Plugins;

internal sealed class DownwardVolume(DownwardContent content, TimeProvider clock) : ContentVolume(clock)
{
    public override string Name => "kubernetes.io/downward-api";

    public override bool Supports(V1Volume volume) => volume.DownwardAPI is not null;

    protected override Task<Dictionary<string, VolumeFile>> ReadAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        var source = request.Volume.DownwardAPI;
        return Task.FromResult(content.Read(request.Pod, request.Addresses, source.Items, Mode(source.DefaultMode)));
    }
}
