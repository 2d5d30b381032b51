using Kube.Cli.Clusters;
using Kube.Cli.Engine;
using Kube.Cli.Kubeconfigs;
using Kube.Cli.Pki;
using Kube.Cli.Processes;

namespace Kube.Cli.Hosting;

/// <summary>Takes a cluster down: no process, container or network of it is left.</summary>
internal sealed class ClusterStopper(DataDirectory directory, TimeProvider time)
{
    /// <param name="deleteData">Whether the objects, certificates and kubeconfig entries go as well.</param>
    public async Task DownAsync(bool deleteData, CancellationToken cancellationToken)
    {
        if (directory.Load() is not { } settings)
        {
            Console.WriteLine($"There is no cluster in {directory.Path}.");
            return;
        }

        directory.Create();
        using (ClusterLock.Take(directory))
        {
            await StopProgramsAsync(settings).ConfigureAwait(false);
            await RemoveTracesAsync(settings, cancellationToken).ConfigureAwait(false);
            if (deleteData)
            {
                Delete(settings);
                Console.WriteLine($"Deleted {directory.Path}.");
            }
        }
    }

    /// <summary>Deletes the data directory and the kubeconfig's entries.</summary>
    public void Delete(ClusterSettings settings)
    {
        if (ClusterCredentials.ReadFrom(directory.KubeconfigOf(ClusterPki.Admin)) is { } credentials)
        {
            var file = KubeconfigFile.Read(KubeconfigLocation.OfUser());
            if (file.Remove(settings.Name, credentials))
                file.Save();
        }

        directory.Delete();
    }

    /// <summary>Removes what the kubelet mounted and made in Docker, and ends a dockerd started for this cluster.</summary>
    public async Task RemoveTracesAsync(ClusterSettings settings, CancellationToken cancellationToken)
    {
        MountPoints.UnmountUnder(directory.Path);
        if (settings.Runtime != ClusterSettings.Docker)
            return;
        using var docker = new DockerApi(DockerEndpoint.FromEnvironment());
        if (await docker.VersionAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            var removed = await docker.RemoveLabelledAsync(ClusterEngine.LabelOf(directory), cancellationToken).ConfigureAwait(false);
            if (removed > 0)
                Console.WriteLine($"Removed {removed} containers.");
        }

        await ClusterEngine.Of(directory, time).StopOwnAsync(docker, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the programs only; what they made stays. The caller holds the cluster's lock.</summary>
    /// <returns>Whether any was running.</returns>
    public async Task<bool> StopProgramsAsync(ClusterSettings settings)
    {
        var components = new ClusterComponents(directory, settings, new ClusterPki(directory, settings, time)).All();
        var running = components.Where(component => component.Running() is not null).ToList();
        await ProcessEnding.EndAsync([.. running.Select(component => component.Running()).OfType<ProcessIdentity>()], time).ConfigureAwait(false);
        foreach (var component in components)
            component.Forget();
        Console.WriteLine(running.Count == 0 ? "Kube is not running." : $"Stopped {string.Join(", ", running.Select(component => component.Name))}.");
        return running.Count > 0;
    }
}
