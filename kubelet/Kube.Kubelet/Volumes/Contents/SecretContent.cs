using k8s.Models;
using Kube.Kubelet.Cluster;

namespace Kube.Kubelet.Volumes.Contents;

internal sealed class SecretContent(IClusterObjects cluster)
{
    public async Task<Dictionary<string, VolumeFile>> ReadAsync(
        string @namespace, string name, IList<V1KeyToPath>? items, int mode, bool optional, CancellationToken cancellationToken)
    {
        var secret = await cluster.FindSecretAsync(@namespace, name, cancellationToken);
        if (secret is null && !optional)
            throw new VolumeException($"secret \"{name}\" not found");
        return ItemSelection.Select(
            (secret?.Data ?? new Dictionary<string, byte[]>()).AsReadOnly(), items, mode, optional, key => $"references non-existent secret key: {key}");
    }
}
