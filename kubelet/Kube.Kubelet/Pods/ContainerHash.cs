using System.Security.Cryptography;
using System.Text;
using k8s.Models;

namespace Kube.Kubelet.Pods;

/// <summary>As upstream since 1.31, only a changed image restarts a running container; nothing else of it is mutable.</summary>
internal static class ContainerHash
{
    public static string Of(V1Container container) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{container.Name}\n{container.Image}")).AsSpan(0, 4));
}
