using Kube.Cli.Clusters;
using Kube.Cli.Pki;
using Kube.Cli.Processes;

namespace Kube.Cli.Hosting;

/// <summary>Copies of all objects of a cluster. The API server's program makes them, since it alone knows its store.</summary>
internal sealed class ClusterSnapshots(DataDirectory directory, TimeProvider time)
{
    /// <exception cref="KubeException">There is no cluster, or no copy could be made.</exception>
    public Task SaveAsync(string file, CancellationToken cancellationToken) =>
        RunAsync(["save", file, .. new ClusterComponents(directory, Settings(), Pki()).StoreFlags()], cancellationToken);

    /// <summary>
    /// Everything becomes as it was, except that revisions go on from above all that were ever seen. A cluster that runs is stopped for it
    /// and started again, also when the file turns out to be no snapshot and nothing is changed.
    /// </summary>
    /// <exception cref="KubeException">There is no cluster, its objects are in an etcd, or the file is no snapshot.</exception>
    public async Task RestoreAsync(string file, CancellationToken cancellationToken)
    {
        var settings = Settings();
        if (settings.Etcd is not null)
            throw new KubeException("The objects of this cluster are in an etcd: ./kube down, restore that with etcdutl snapshot restore --bump-revision 1000000000 --mark-compacted, then up.");
        if (!File.Exists(file))
            throw new KubeException($"There is no file {file}.");
        directory.Create();
        var wasRunning = false;
        try
        {
            using var held = ClusterLock.Take(directory);
            wasRunning = await new ClusterStopper(directory, time).StopProgramsAsync(settings).ConfigureAwait(false);
            await RunAsync(["restore", file, $"--data-dir={directory.Store}"], cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (wasRunning)
                await new ClusterStarter(directory, time).UpAsync(same => same, cancellationToken).ConfigureAwait(false);
        }
    }

    private ClusterSettings Settings() => directory.Load() ?? throw new KubeException($"There is no cluster in {directory.Path}.");

    private ClusterPki Pki() => new(directory, Settings(), time);

    private static async Task RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var program = Path.Combine(AppContext.BaseDirectory, ClusterComponents.ApiServerName);
        if (await Tool.RunShownAsync(program, ["snapshot", .. arguments], cancellationToken).ConfigureAwait(false) != 0)
            throw new KubeException("The snapshot was not made or restored; why is said above.");
    }
}
