using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Sqlite;

namespace Kube.ApiServer.Tests.Storage;

public sealed class SqliteStoreTests : ObjectStoreContract, IDisposable
{
    private readonly TempFolder _folder = new();

    private protected override Task<IObjectStore> OpenAsync() => Task.FromResult<IObjectStore>(SqliteStore.Open(_folder.File("kube.db")));

    private protected override Task<IObjectStore> OpenBackupAsync(string path) => Task.FromResult<IObjectStore>(SqliteStore.Open(path));

    public void Dispose() => _folder.Dispose();
}
