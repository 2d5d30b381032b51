namespace Kube.ApiServer.Storage.Encryption.Configuration;

/// <summary>What resources are stored how: an entry of <c>resources</c> of apiserver.config.k8s.io/v1 EncryptionConfiguration.</summary>
/// <param name="Resources">As <c>secrets</c>, <c>deployments.apps</c>, <c>*.apps</c>, <c>*.</c> (the core group) or <c>*.*</c>.</param>
/// <param name="Providers">The first writes, all read.</param>
internal sealed record ResourceEncryption(IReadOnlyList<string> Resources, IReadOnlyList<EncryptionProvider> Providers);

/// <param name="Names">The providers the entry names; it must be one.</param>
internal sealed record EncryptionProvider(IReadOnlyList<string> Names, IReadOnlyList<EncryptionKey> Keys)
{
    public string Name => Names[0];
}

/// <param name="Secret">In base 64.</param>
internal sealed record EncryptionKey(string Name, string Secret);
