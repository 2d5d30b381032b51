using Kube.Kubelet.Cluster;
using Kube.Kubelet.Volumes.Contents;
using Kube.Kubelet.Volumes.Plugins;
using Kube.Machinery.Quantities;

namespace Kube.Kubelet.Volumes;

internal static class VolumePlugins
{
    public static IReadOnlyList<IVolumePlugin> All(IClusterObjects cluster, IReadOnlyDictionary<string, Quantity> allocatable, TimeProvider clock)
    {
        var configMaps = new ConfigMapContent(cluster);
        var secrets = new SecretContent(cluster);
        var downward = new DownwardContent(allocatable);
        return
        [
            new ConfigMapVolume(configMaps, clock),
            new SecretVolume(secrets, clock),
            new DownwardVolume(downward, clock),
            new ProjectedVolume(configMaps, secrets, downward, new TokenContent(cluster, clock), clock),
            new EmptyDirVolume(),
            new HostPathVolume(),
        ];
    }
}
