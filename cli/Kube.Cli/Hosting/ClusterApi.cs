using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kube.Cli.Kubeconfigs;

namespace Kube.Cli.Hosting;

/// <summary>The cluster's API, as far as starting and showing a cluster asks it.</summary>
internal sealed class ClusterApi : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;

    public ClusterApi(ClusterCredentials credentials)
    {
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = [credentials.ClientCertificate()],
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { X509Certificate2.CreateFromPem(credentials.AuthorityPem) },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri(credentials.Server), Timeout = Patience };
    }

    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => SucceedsAsync("/readyz", cancellationToken);

    /// <summary>The nodes as their kubelets last described them.</summary>
    public async Task<IReadOnlyList<NodeState>> NodesAsync(CancellationToken cancellationToken)
    {
        var list = await GetAsync("/api/v1/nodes", cancellationToken).ConfigureAwait(false);
        return [.. list.GetProperty("items").EnumerateArray().Select(NodeState.Of)];
    }

    public async Task<bool> SucceedsAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode;
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await _http.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellationToken).ConfigureAwait(false);
        return JsonElement.Parse(bytes);
    }
}
