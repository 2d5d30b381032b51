using Kube.Cli.Clusters;
using Kube.Cli.Engine;
using Kube.Cli.Joining;
using Kube.Cli.Kubeconfigs;
using Kube.Cli.Pki;
using Kube.Cli.Processes;

namespace Kube.Cli.Hosting;

/// <summary>
/// Brings a cluster up. Its programs start all at once, each waiting by itself for what it needs of the others.
/// When anything fails, what was started is stopped again, and a data directory made for it is removed.
/// </summary>
internal sealed class ClusterStarter(DataDirectory directory, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly DateTimeOffset _beganAt = time.GetUtcNow();

    /// <summary>
    /// Starts what does not run yet, and returns when the API answers and the node is Ready.
    /// </summary>
    /// <param name="change">Applies what the user asked for to the settings a cluster has, or to the defaults of a new one.</param>
    /// <exception cref="KubeException">The cluster cannot be started, and nothing of the attempt is left.</exception>
    public async Task UpAsync(Func<ClusterSettings, ClusterSettings> change, CancellationToken cancellationToken)
    {
        var existing = directory.Load();
        var settings = change(existing ?? ClusterSettings.Default with { PodCidr = PodRange.Unused(directory.PreferredRange) });
        var components = new ClusterComponents(directory, settings, new ClusterPki(directory, settings, time)).All();
        var missing = components.Where(component => component.Running() is null).ToList();
        if (missing.Count < components.Count && settings != existing)
            throw new KubeException("The cluster is running with other settings: ./kube down first, then up with the new ones.");
        if (missing.Count == 0)
        {
            Console.WriteLine($"Kube is already running at {settings.Server}.");
            await WaitAsync(settings, [], NodeJoin.Unfinished(directory, time), cancellationToken).ConfigureAwait(false);
            return;
        }

        ThrowIfPortsAreBusy(settings, missing);
        directory.Create();
        using var held = ClusterLock.Take(directory);
        if (directory.Load() != existing || missing.Any(component => component.Running() is not null))
            throw new KubeException("Another kube command has just changed the cluster: see ./kube status, then try again.");
        await StartAsync(settings, existing is null, missing, cancellationToken).ConfigureAwait(false);
    }

    private async Task StartAsync(ClusterSettings settings, bool isNew, List<Component> components, CancellationToken cancellationToken)
    {
        var started = new List<ProcessIdentity>();
        try
        {
            directory.Save(settings);
            await EnsureEngineAsync(settings, cancellationToken).ConfigureAwait(false);
            var pki = new ClusterPki(directory, settings, time);
            pki.Ensure();
            Console.WriteLine($"Certificates  {directory.Pki}");
            var join = components.Any(component => component.Name == ClusterComponents.KubeletName)
                ? NodeJoin.Prepare(directory, settings, pki, time)
                : NodeJoin.Unfinished(directory, time);
            foreach (var component in components)
                started.Add(component.Start());
            await WaitAsync(settings, [.. components.Zip(started)], join, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Console.WriteLine();
            await ProcessEnding.EndAsync(started, time).ConfigureAwait(false);
            foreach (var component in components)
                component.Forget();
            if (isNew)
            {
                var stopper = new ClusterStopper(directory, time);
                await stopper.RemoveTracesAsync(settings, CancellationToken.None).ConfigureAwait(false);
                stopper.Delete(settings);
            }

            throw;
        }
    }

    private static void ThrowIfPortsAreBusy(ClusterSettings settings, List<Component> missing)
    {
        if (missing.Any(component => component.Name == ClusterComponents.ApiServerName))
            Ports.ThrowIfBusy(settings.Port, "the API server", "--port");
        if (missing.Any(component => component.Name == ClusterComponents.KubeletName))
            Ports.ThrowIfBusy(settings.KubeletPort, "the kubelet", "--kubelet-port");
    }

    private async Task EnsureEngineAsync(ClusterSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Runtime != ClusterSettings.Docker)
            return;
        using var docker = new DockerApi(DockerEndpoint.FromEnvironment());
        var version = await ClusterEngine.Of(directory, time).EnsureAsync(docker, cancellationToken).ConfigureAwait(false);
        Console.WriteLine($"Docker        {docker.Name}, version {version}");
    }

    private async Task WaitAsync(
        ClusterSettings settings, IReadOnlyList<(Component Component, ProcessIdentity Process)> started, NodeJoin? join, CancellationToken cancellationToken)
    {
        var credentials = ClusterCredentials.ReadFrom(directory.KubeconfigOf(ClusterPki.Admin))
            ?? throw new KubeException($"{directory.KubeconfigOf(ClusterPki.Admin)} is missing: ./kube down, then up again makes a new one.");
        using var api = new ClusterApi(credentials);
        var readiness = new ReadinessWait(started, time);
        Console.Write("API server    ");
        await readiness.UntilAsync("the API server is ready", api.IsReadyAsync, cancellationToken).ConfigureAwait(false);
        Console.WriteLine($"ready at {settings.Server} after {Elapsed()}");
        if (join is not null)
            await join.AllowAsync(api, cancellationToken).ConfigureAwait(false);

        var kubeconfig = KubeconfigLocation.OfUser();
        var file = KubeconfigFile.Read(kubeconfig);
        file.Put(settings.Name, credentials);
        file.Save();
        Console.WriteLine($"kubectl       context {settings.Name} in {kubeconfig}");

        Console.Write("Node          ");
        var kubeletStarted = started.Any(each => each.Component.Name == ClusterComponents.KubeletName);
        await readiness.UntilAsync(
            $"node {settings.Name} is Ready", token => IsNodeReadyAsync(api, settings.Name, kubeletStarted, token), cancellationToken).ConfigureAwait(false);
        await readiness.UntilAsync(
            "pods can be created", token => api.SucceedsAsync("/api/v1/namespaces/default/serviceaccounts/default", token), cancellationToken).ConfigureAwait(false);
        if (join is not null)
            await join.EndAsync(api, cancellationToken).ConfigureAwait(false);
        Console.WriteLine($"{settings.Name} is Ready after {Elapsed()}");
        Console.WriteLine();
        Console.WriteLine("The cluster is ready. Next: kubectl get nodes");
    }

    /// <summary>What a store kept from an earlier run does not count: a kubelet that was started must have spoken since.</summary>
    private async Task<bool> IsNodeReadyAsync(ClusterApi api, string name, bool kubeletStarted, CancellationToken cancellationToken)
    {
        var since = kubeletStarted ? _beganAt.AddSeconds(-1) : default; // Kubernetes' times are whole seconds.
        return (await api.NodesAsync(cancellationToken).ConfigureAwait(false)).Any(node => node.Name == name && node.Ready && node.Heartbeat >= since);
    }

    private string Elapsed() => $"{time.GetElapsedTime(_began).TotalSeconds:0.0} s";
}
