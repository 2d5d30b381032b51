namespace Kube.Kubelet.Runtime;

internal interface IImageService
{
    /// <returns>The image, or null when this machine does not have it.</returns>
    Task<RuntimeImage?> FindAsync(string image, CancellationToken cancellationToken);

    Task PullAsync(string image, RegistryCredential? credential, CancellationToken cancellationToken);

    Task<IReadOnlyList<RuntimeImage>> ListAsync(CancellationToken cancellationToken);
}

/// <param name="Id">The image id, as <c>sha256:…</c>.</param>
/// <param name="Names">Tags and digests by which pods may name it.</param>
/// <param name="User">The user the image runs as; empty means root.</param>
internal sealed record RuntimeImage(string Id, IReadOnlyList<string> Names, long SizeBytes, string User);

internal sealed record RegistryCredential(string Server, string Username, string Password);
