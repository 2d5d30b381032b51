using Kube.ApiServer.Errors;
using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Encryption;
using Kube.ApiServer.Storage.Sqlite;

namespace Kube.ApiServer.Tests.Storage.Encryption;

/// <summary>Everything a store promises, it also promises when what it holds is encrypted.</summary>
public sealed class EncryptedStoreTests : ObjectStoreContract, IDisposable
{
    private readonly TempFolder _folder = new();

    private protected override Task<IObjectStore> OpenAsync() => Open(_folder.File("kube.db"));

    private protected override Task<IObjectStore> OpenBackupAsync(string path) => Open(path);

    public void Dispose() => _folder.Dispose();

    private static Task<IObjectStore> Open(string path)
    {
        var transformers = new ResourceTransformers(
            new Dictionary<GroupResource, IValueTransformer> { [new GroupResource("*", "*")] = new AesGcmTransformer(new byte[32]) },
            new Dictionary<string, GroupResource>());
        return Task.FromResult<IObjectStore>(new EncryptedStore(SqliteStore.Open(path), () => transformers));
    }
}
