using k8s.Models;
using Kube.Kubelet.Containers;
using Kube.Kubelet.Linux;
using Kube.Kubelet.Volumes.Plugins;

namespace Kube.Kubelet.Volumes;

/// <summary>Mounts and unmounts whole pods' volumes.</summary>
internal sealed class VolumeManager(PodDirectories directories, IReadOnlyList<IVolumePlugin> plugins)
{
    /// <summary>Mounts every volume of the pod, or brings it up to date.</summary>
    /// <exception cref="VolumeException">One of them cannot be mounted; the message names it as upstream does.</exception>
    public async Task MountAsync(V1Pod pod, PodAddresses addresses, CancellationToken cancellationToken)
    {
        foreach (var volume in pod.Spec.Volumes ?? [])
        {
            var plugin = PluginOf(volume);
            try
            {
                var directory = directories.Volume(pod.Metadata.Uid, plugin.Name, volume.Name);
                await plugin.MountAsync(new VolumeRequest(pod, volume, directory, addresses), cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new VolumeException($"MountVolume.SetUp failed for volume \"{volume.Name}\" : {e.Message}", e);
            }
        }
    }

    /// <summary>Whether the pod has volumes whose contents follow the API.</summary>
    public bool ChangesInUse(V1Pod pod) => (pod.Spec.Volumes ?? []).Any(volume => plugins.Any(plugin => plugin is ContentVolume && plugin.Supports(volume)));

    /// <summary>Where a mounted volume of the pod is on the node.</summary>
    public string PathOf(V1Pod pod, V1Volume volume) =>
        volume.HostPath?.Path ?? directories.Volume(pod.Metadata.Uid, PluginOf(volume).Name, volume.Name);

    /// <summary>Removes the volumes the pod had, whatever is left of them.</summary>
    public void Unmount(string podUid)
    {
        var volumes = directories.Volumes(podUid);
        if (!Directory.Exists(volumes))
            return;
        foreach (var directory in Directory.EnumerateDirectories(volumes).SelectMany(Directory.EnumerateDirectories))
            TmpFs.Release(directory);
        Directory.Delete(volumes, recursive: true);
    }

    private IVolumePlugin PluginOf(V1Volume volume) => plugins.FirstOrDefault(plugin => plugin.Supports(volume))
        ?? throw new VolumeException($"MountVolume.SetUp failed for volume \"{volume.Name}\" : no volume plugin matched");
}
