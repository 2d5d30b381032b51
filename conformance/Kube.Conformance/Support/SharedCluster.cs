namespace Kube.Conformance.Support;

/// <summary>
/// The clusters most tests share: the one <c>KUBE_CONFORMANCE_KUBECONFIG</c> names, or one with Docker and one with simulated
/// containers, each started for the first test that needs it and taken down after the last of the run.
/// </summary>
public static class SharedCluster
{
    private static readonly Lazy<Task<PrivateCluster>> Docker = new(() => StartAsync(PrivateCluster.Docker));
    private static readonly Lazy<Task<PrivateCluster>> Simulated = new(() => StartAsync(PrivateCluster.Simulated));

    private static string? Given => Environment.GetEnvironmentVariable("KUBE_CONFORMANCE_KUBECONFIG") is { Length: > 0 } path ? Path.GetFullPath(path) : null;

    public static async Task<Kubectl> KubectlAsync()
    {
        await TestImages.EnsureAsync();
        return await KubectlAsync(Docker);
    }

    /// <summary>For tests that ask nothing of containers but that they run.</summary>
    public static Task<Kubectl> WithoutContainersAsync() => KubectlAsync(Simulated);

    /// <summary>What the programs of the cluster with Docker have written so far; nothing where another's cluster is used.</summary>
    public static async Task<IReadOnlyList<string>> LogsAsync() =>
        Given is null ? await Task.WhenAll(Directory.GetFiles(Path.Combine((await Docker.Value).DataDirectory, "logs")).Select(ReadAsync)) : [];

    public static async Task StopAsync()
    {
        foreach (var started in new[] { Docker, Simulated }.Where(cluster => cluster.IsValueCreated && cluster.Value.IsCompletedSuccessfully))
            await (await started.Value).DisposeAsync();
    }

    private static async Task<Kubectl> KubectlAsync(Lazy<Task<PrivateCluster>> own) => Given is { } given ? new Kubectl(given) : (await own.Value).Kubectl;

    private static async Task<string> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private static async Task<PrivateCluster> StartAsync(string runtime)
    {
        var cluster = new PrivateCluster(runtime);
        try
        {
            await cluster.UpAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }
}
