using k8s.Models;
using Kube.Kubelet.Linux;
using Kube.Machinery.Quantities;

namespace Kube.Kubelet.Volumes.Plugins;

internal sealed class EmptyDirVolume : IVolumePlugin
{
    public string Name => "kubernetes.io/empty-dir";

    public bool Supports(V1Volume volume) => volume.EmptyDir is not null;

    public Task<string> MountAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        var made = !Directory.Exists(request.Directory);
        Directory.CreateDirectory(request.Directory);
        if (request.Volume.EmptyDir.Medium == "Memory")
            TmpFs.Ensure(request.Directory, request.Volume.EmptyDir.SizeLimit is { } limit ? Quantity.Parse(limit.ToString()).Value : null);
        File.SetUnixFileMode(request.Directory, (UnixFileMode)0x1FF);
        if (made && request.Pod.Spec.SecurityContext?.FsGroup is { } group)
            VolumeOwnership.Give(request.Directory, group, readOnly: false);
        return Task.FromResult(request.Directory);
    }
}
