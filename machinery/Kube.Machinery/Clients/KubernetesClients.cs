using System.Security.Cryptography.X509Certificates;
using k8s;
using k8s.Authentication;
using Kube.Machinery.Certificates;

namespace Kube.Machinery.Clients;

public static class KubernetesClients
{
    /// <summary>A client with the identity of a kubeconfig file's current context, whose certificate and authorities may be renewed meanwhile.</summary>
    public static Kubernetes FromKubeconfig(string path, string userAgent, TimeProvider time)
    {
        var configuration = Kubeconfig.Load(path);
        ClientCertificate.Follow(configuration, path, time);
        configuration.UserAgent = userAgent;
        return Create(configuration, path, time);
    }

    /// <summary>A client for the cluster of a kubeconfig file's current context, with an identity of its own.</summary>
    public static Kubernetes WithTokens(string path, ITokenProvider tokens, string userAgent, TimeProvider time)
    {
        var cluster = Kubeconfig.Load(path);
        var configuration = new KubernetesClientConfiguration
        {
            Host = cluster.Host,
            SkipTlsVerify = cluster.SkipTlsVerify,
            TlsServerName = cluster.TlsServerName,
            SslCaCerts = cluster.SslCaCerts,
            TokenProvider = tokens,
            UserAgent = userAgent,
        };
        return Create(configuration, path, time);
    }

    /// <summary>
    /// Waits until the API server is ready. A refused connection or an unready server is asked again after 50 to 200 ms,
    /// so that programs started together are ready together; only cancellation ends the wait.
    /// </summary>
    public static async Task WaitUntilReadyAsync(this ApiClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(150), jitter: 0.3);
        while (true)
        {
            try
            {
                await client.SendAsync(HttpMethod.Get, "readyz", accept: "*/*", cancellationToken: cancellationToken);
                return;
            }
            catch (Exception failure) when (failure is HttpRequestException or ApiException or IOException
                || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                await Task.Delay(backoff.Next(), time, cancellationToken);
            }
        }
    }

    private static Kubernetes Create(KubernetesClientConfiguration configuration, string kubeconfig, TimeProvider time)
    {
        SocketsHttpHandler? handler = null;
        configuration.FirstMessageHandlerSetup += made => handler = made;
        var kubernetes = new Kubernetes(configuration);
        // The package has said by now how it checks: against the authorities of this moment, for ever.
        if (configuration is { SkipTlsVerify: false, SslCaCerts: not null })
        {
            var authorities = new WatchedFiles<X509Certificate2Collection>(
                [kubeconfig, .. Kubeconfig.AuthorityFile(kubeconfig) is { } file ? (string[])[file] : []], () => Kubeconfig.Load(kubeconfig).SslCaCerts!, time);
            var host = configuration.TlsServerName ?? kubernetes.BaseUri.DnsSafeHost;
            handler!.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => authorities.Current.Vouch(shown, host);
        }
        return kubernetes;
    }
}
