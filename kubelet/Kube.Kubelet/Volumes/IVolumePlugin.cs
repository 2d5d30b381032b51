using k8s.Models;
using Kube.Kubelet.Containers;

namespace Kube.Kubelet.Volumes;

/// <summary>One kind of volume. Mounting is idempotent and is repeated to bring contents up to date.</summary>
internal interface IVolumePlugin
{
    /// <summary>Upstream's name of the plugin, which names its directories, such as <c>kubernetes.io/configmap</c>.</summary>
    string Name { get; }

    bool Supports(V1Volume volume);

    /// <returns>The path on the node.</returns>
    /// <exception cref="VolumeException">It cannot be mounted; the message is upstream's.</exception>
    Task<string> MountAsync(VolumeRequest request, CancellationToken cancellationToken);
}

/// <param name="Directory">The volume's own directory; it need not exist yet.</param>
internal sealed record VolumeRequest(V1Pod Pod, V1Volume Volume, string Directory, PodAddresses Addresses);

internal sealed class VolumeException(string message, Exception? inner = null) : Exception(message, inner);
