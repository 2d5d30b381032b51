using System.Globalization;
using System.Net.Http.Headers;
using k8s;
using Kube.Conformance.Support;

namespace Kube.Conformance.Hostile;

/// <summary>A cluster to be treated badly: one of its own, or the one <c>KUBE_CONFORMANCE_KUBECONFIG</c> names.</summary>
public sealed class HostileServer : IAsyncLifetime
{
    private PrivateCluster? _own;
    private Kubernetes? _client;

    internal HttpClient Client => _client!.HttpClient;

    internal Uri Address => _client!.BaseUri;

    public async Task InitializeAsync()
    {
        var kubeconfig = Environment.GetEnvironmentVariable("KUBE_CONFORMANCE_KUBECONFIG");
        if (string.IsNullOrEmpty(kubeconfig))
        {
            _own = new PrivateCluster(PrivateCluster.Simulated);
            await _own.UpAsync();
            kubeconfig = _own.Kubeconfig;
        }
        var config = KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig);
        _client = new Kubernetes(config);
        if (config.AccessToken is { } token) Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var message in new[] { Seeds.Namespace, Seeds.Target, Seeds.TargetDeployment })
        {
            using var request = message.ToRequest(Address);
            using var answer = await Client.SendAsync(request);
        }
    }

    public async Task DisposeAsync()
    {
        _client?.Dispose();
        if (_own is not null) await _own.DisposeAsync();
    }

    /// <summary>What the server's process holds, in bytes.</summary>
    internal async Task<double> MemoryAsync()
    {
        var page = await Client.GetStringAsync(new Uri(Address, "/metrics"));
        var line = page.Split('\n').Single(line => line.StartsWith("process_resident_memory_bytes ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
