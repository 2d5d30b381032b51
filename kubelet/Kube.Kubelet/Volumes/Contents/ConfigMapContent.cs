using System.Text;
using k8s.Models;
using Kube.Kubelet.Cluster;

namespace Kube.Kubelet.Volumes.Contents;

internal sealed class ConfigMapContent(IClusterObjects cluster)
{
    public async Task<Dictionary<string, VolumeFile>> ReadAsync(
        string @namespace, string name, IList<V1KeyToPath>? items, int mode, bool optional, CancellationToken cancellationToken)
    {
        var map = await cluster.FindConfigMapAsync(@namespace, name, cancellationToken);
        if (map is null && !optional)
            throw new VolumeException($"configmap \"{name}\" not found");
        var data = (map?.Data ?? new Dictionary<string, string>()).ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetBytes(entry.Value));
        foreach (var (key, value) in map?.BinaryData ?? new Dictionary<string, byte[]>())
            data[key] = value;
        return ItemSelection.Select(data, items, mode, optional, key => $"configmap references non-existent config key: {key}");
    }
}
