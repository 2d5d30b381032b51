using k8s.Models;
using Kube.Kubelet.Volumes.Contents;

namespace Kube.Kubelet.Volumes.Plugins;

/// <summary>Several sources in one directory, among them the token every pod gets of its service account.</summary>
internal sealed class ProjectedVolume(
    ConfigMapContent configMaps, SecretContent secrets, DownwardContent downward, TokenContent tokens, TimeProvider clock) : ContentVolume(clock)
{
    private const int OwnerOnly = 0x180; // 0600; the fsGroup then adds its own right to read

    public override string Name => "kubernetes.io/projected";

    public override bool Supports(V1Volume volume) => volume.Projected is not null;

    protected override async Task<Dictionary<string, VolumeFile>> ReadAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, VolumeFile>();
        foreach (var source in request.Volume.Projected.Sources ?? [])
        {
            foreach (var (path, file) in await ReadAsync(request, source, Mode(request.Volume.Projected.DefaultMode), cancellationToken))
                files[path] = file;
        }

        return files;
    }

    private async Task<Dictionary<string, VolumeFile>> ReadAsync(
        VolumeRequest request, V1VolumeProjection source, int mode, CancellationToken cancellationToken)
    {
        var space = request.Pod.Metadata.NamespaceProperty;
        return source switch
        {
            { ConfigMap: { } map } => await configMaps.ReadAsync(space, map.Name, map.Items, mode, map.Optional == true, cancellationToken),
            { Secret: { } secret } => await secrets.ReadAsync(space, secret.Name, secret.Items, mode, secret.Optional == true, cancellationToken),
            { DownwardAPI: { } api } => downward.Read(request.Pod, request.Addresses, api.Items, mode),
            { ServiceAccountToken: { } token } => new Dictionary<string, VolumeFile>
            {
                [token.Path] = new(
                    await tokens.ReadAsync(request.Pod, token, cancellationToken),
                    request.Pod.Spec.SecurityContext?.FsGroup is null ? mode : OwnerOnly),
            },
            _ => throw new VolumeException("unsupported projected volume source"),
        };
    }
}
