using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace Kube.ApiServer.Storage.Etcd;

/// <summary>A connection to one member. A peer that falls silent is noticed by pings, no more often than etcd allows.</summary>
internal static class EtcdChannel
{
    public static GrpcChannel Open(string server, EtcdOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(2),
            KeepAlivePingDelay = TimeSpan.FromSeconds(10),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            InitialHttp2StreamWindowSize = 4 << 20,
            UseProxy = false,
            SslOptions = Tls(options),
        };
        return GrpcChannel.ForAddress(Address(server), new GrpcChannelOptions
        {
            // A client, not the handler: given that, the channel would connect in its own way and wait ever longer before it tries again.
            HttpClient = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = null,
            MaxSendMessageSize = null,
        });
    }

    private static Uri Address(string server)
    {
        var text = server.Contains("://", StringComparison.Ordinal) ? server : $"http://{server}";
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new StoreException($"--etcd-servers: {server} is not the URL of an etcd server");
    }

    private static SslClientAuthenticationOptions Tls(EtcdOptions options)
    {
        var tls = new SslClientAuthenticationOptions();
        if (options.CertFile is { } certificate)
        {
            tls.ClientCertificates = [X509Certificate2.CreateFromPemFile(certificate, options.KeyFile)];
        }

        if (options.CaFile is { } authority)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(authority);
            tls.CertificateChainPolicy = policy;
        }

        return tls;
    }
}
