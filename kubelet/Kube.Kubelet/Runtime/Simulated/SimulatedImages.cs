using System.Security.Cryptography;
using System.Text;

namespace Kube.Kubelet.Runtime.Simulated;

internal sealed class SimulatedImages : IImageService
{
    public static string IdOf(string image) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(image)))}";

    public Task<RuntimeImage?> FindAsync(string image, CancellationToken cancellationToken) =>
        Task.FromResult<RuntimeImage?>(new RuntimeImage(IdOf(image), [image], 0, ""));

    public Task PullAsync(string image, RegistryCredential? credential, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<RuntimeImage>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RuntimeImage>>([]);
}
