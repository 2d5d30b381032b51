using k8s.Models;
using Kube.Kubelet.Linux;

namespace Kube.Kubelet.Volumes.Plugins;

/// <summary>A volume whose files come from the API and are kept up to date.</summary>
internal abstract class ContentVolume(TimeProvider clock) : IVolumePlugin
{
    private const int DefaultMode = 0x1A4; // 0644

    public abstract string Name { get; }

    /// <summary>Whether the contents must not reach a disk.</summary>
    protected virtual bool IsConfidential => true;

    public abstract bool Supports(V1Volume volume);

    public async Task<string> MountAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        var files = await ReadAsync(request, cancellationToken);
        Directory.CreateDirectory(request.Directory);
        if (IsConfidential)
            TmpFs.Ensure(request.Directory);
        File.SetUnixFileMode(request.Directory, (UnixFileMode)0x1FF);
        var changed = new AtomicWriter(request.Directory, clock).Write(files);
        if (changed && request.Pod.Spec.SecurityContext?.FsGroup is { } group)
            VolumeOwnership.Give(request.Directory, group, readOnly: true);
        return request.Directory;
    }

    protected abstract Task<Dictionary<string, VolumeFile>> ReadAsync(VolumeRequest request, CancellationToken cancellationToken);

    protected static int Mode(int? mode) => mode ?? DefaultMode;
}
