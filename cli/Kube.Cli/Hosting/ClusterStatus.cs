using Kube.Cli.Clusters;
using Kube.Cli.Kubeconfigs;
using Kube.Cli.Pki;
using Kube.Cli.Processes;

namespace Kube.Cli.Hosting;

/// <summary>Shows how a cluster is.</summary>
internal sealed class ClusterStatus(DataDirectory directory, TimeProvider time)
{
    /// <returns>Whether everything runs and is ready.</returns>
    public async Task<bool> ShowAsync(TextWriter output, CancellationToken cancellationToken)
    {
        if (directory.Load() is not { } settings)
        {
            await output.WriteLineAsync($"There is no cluster in {directory.Path}. Start one: ./kube up").ConfigureAwait(false);
            return false;
        }

        var components = new ClusterComponents(directory, settings, new ClusterPki(directory, settings, time)).All();
        await output.WriteLineAsync($"{"COMPONENT",-18}{"STATE",-10}{"PID",-9}{"UPTIME",-9}MEMORY").ConfigureAwait(false);
        foreach (var component in components)
            await output.WriteLineAsync(Row(component)).ConfigureAwait(false);
        await output.WriteLineAsync().ConfigureAwait(false);
        var healthy = await ShowApiAsync(settings, output, cancellationToken).ConfigureAwait(false);
        return healthy && components.All(component => component.Running() is not null);
    }

    private static string Row(Component component) =>
        component.Running() is { } process && ProcessStat.Read(process.Id) is { } stat
            ? $"{component.Name,-18}{"running",-10}{process.Id,-9}{Age.Of(stat.UpTime()),-9}{stat.ResidentBytes >> 20} MiB"
            : $"{component.Name,-18}stopped";

    private async Task<bool> ShowApiAsync(ClusterSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        if (ClusterCredentials.ReadFrom(directory.KubeconfigOf(ClusterPki.Admin)) is not { } credentials)
            return false;
        using var api = new ClusterApi(credentials);
        try
        {
            var ready = await api.SucceedsAsync("/readyz", cancellationToken).ConfigureAwait(false);
            await output.WriteLineAsync($"API server at {settings.Server} is {(ready ? "ready" : "not ready")}").ConfigureAwait(false);
            var nodes = await api.NodesAsync(cancellationToken).ConfigureAwait(false);
            foreach (var node in nodes)
                await output.WriteLineAsync($"Node {node.Name} is {(node.Ready ? "Ready" : "NotReady")}").ConfigureAwait(false);
            return ready && nodes.Count > 0 && nodes.All(node => node.Ready);
        }
        catch (HttpRequestException e)
        {
            var answer = e.StatusCode is { } code ? $"answers with {(int)code} {code}" : "does not answer";
            await output.WriteLineAsync($"API server at {settings.Server} {answer}").ConfigureAwait(false);
            return false;
        }
    }
}
