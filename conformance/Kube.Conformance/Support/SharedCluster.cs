namespace Kube.Conformance.Support;

/// <summary>
/// The cluster most tests share: the one <c>KUBE_CONFORMANCE_KUBECONFIG</c> names, or one started with Docker for this run and taken
/// down after its last test.
/// </summary>
public static class SharedCluster
{
    private static readonly Lazy<Task<Kubectl>> Starting = new(StartAsync);
    private static PrivateCluster? _own;

    public static Task<Kubectl> KubectlAsync() => Starting.Value;

    public static async Task StopAsync()
    {
        if (_own is not null)
            await _own.DisposeAsync();
    }

    private static async Task<Kubectl> StartAsync()
    {
        await TestImages.EnsureAsync();
        if (Environment.GetEnvironmentVariable("KUBE_CONFORMANCE_KUBECONFIG") is { Length: > 0 } given)
            return new Kubectl(Path.GetFullPath(given));
        _own = new PrivateCluster(PrivateCluster.Docker);
        await _own.UpAsync();
        return _own.Kubectl;
    }
}
