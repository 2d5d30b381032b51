using Kube.ApiServer.Hosting;
using Kube.ApiServer.Storage.Encryption;
using Kube.ApiServer.Storage.Etcd;
using Kube.ApiServer.Storage.Sqlite;

namespace Kube.ApiServer.Storage;

/// <summary>Which store a server has: etcd when <c>--etcd-servers</c> names one, the embedded one otherwise; encrypted if told so.</summary>
internal static class Stores
{
    /// <param name="historyAge">How long the embedded store keeps history; etcd keeps it by <c>--etcd-compaction-interval</c>.</param>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static OpenStore Open(ApiServerOptions options, TimeSpan historyAge, TimeProvider time)
    {
        // The configuration first: a server that cannot encrypt must not touch what is stored.
        var transformers = EncryptionSetup.Load(options, time);
        if (options.Etcd is { } etcd)
        {
            var shared = new EtcdStore(etcd, time);
            return new OpenStore(Encrypted(shared), null, shared.Servers);
        }

        Directory.CreateDirectory(options.DataDirectory);
        var store = Encrypted(SqliteStore.Open(DatabasePath(options.DataDirectory)));
        return new OpenStore(store, new Compactor(store, historyAge, time), new OnlyServer());

        IObjectStore Encrypted(IObjectStore plain) => transformers is null ? plain : new EncryptedStore(plain, transformers);
    }

    public static string DatabasePath(string dataDirectory) => Path.Combine(dataDirectory, "kube.db");
}
