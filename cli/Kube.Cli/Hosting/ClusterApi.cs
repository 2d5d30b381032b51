using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Cli.Kubeconfigs;
using Kube.Machinery.Certificates;

namespace Kube.Cli.Hosting;

/// <summary>The cluster's API, as far as starting and showing a cluster asks it.</summary>
internal sealed class ClusterApi : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;

    public ClusterApi(ClusterCredentials credentials)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.AddRange(TrustedAuthorities.Read(credentials.AuthorityFile));
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = [credentials.ClientCertificate()],
                CertificateChainPolicy = trust,
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

    /// <summary>Creates an object; one that is there already stays as it is.</summary>
    public async Task EnsureAsync(string path, JsonObject wanted, CancellationToken cancellationToken)
    {
        using var body = new StringContent(wanted.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(path, UriKind.Relative), body, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Conflict)
            response.EnsureSuccessStatusCode();
    }

    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.DeleteAsync(new Uri(path, UriKind.Relative), cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.NotFound)
            response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await _http.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellationToken).ConfigureAwait(false);
        return JsonElement.Parse(bytes);
    }
}
