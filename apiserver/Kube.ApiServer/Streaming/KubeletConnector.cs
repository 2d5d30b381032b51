using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Hosting;

namespace Kube.ApiServer.Streaming;

/// <summary>
/// Opens connections to kubelets with this server's client certificate: <c>--kubelet-client-certificate</c>,
/// <c>--kubelet-certificate-authority</c>. With an authority a kubelet's certificate must be of it and for the address connected to;
/// without one it is not checked at all, as upstream has it.
/// </summary>
internal sealed class KubeletConnector(ApiServerOptions options)
{
    private const string ServerAuthenticationOid = "1.3.6.1.5.5.7.3.1";

    private readonly Lazy<X509Certificate2?> _certificate = new(() => LoadCertificate(options));
    private readonly Lazy<X509Certificate2Collection?> _authorities = new(() => LoadAuthorities(options));

    /// <exception cref="StatusException">500 when the kubelet does not answer, worded as Go's dialer words it.</exception>
    public async ValueTask<Stream> ConnectAsync(KubeletAddress address, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellation);
            var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = address.Host,
                    ClientCertificates = _certificate.Value is { } certificate ? [certificate] : null,
                    RemoteCertificateValidationCallback = (_, shown, _, _) => IsTrusted(shown, address.Host),
                    ApplicationProtocols = [SslApplicationProtocol.Http11],
                },
                cancellation);
            return tls;
        }
        catch (Exception failed) when (failed is SocketException or IOException or System.Security.Authentication.AuthenticationException)
        {
            socket.Dispose();
            var why = failed is SocketException { SocketErrorCode: SocketError.ConnectionRefused } ? "connect: connection refused" : failed.Message;
            throw StatusException.Plain($"error dialing backend: dial tcp {address.Host}:{address.Port}: {why}");
        }
    }

    private bool IsTrusted(X509Certificate? shown, string host)
    {
        if (_authorities.Value is not { } authorities) return true;
        if (shown is not X509Certificate2 certificate) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthenticationOid));
        return certificate.MatchesHostname(host, allowWildcards: true, allowCommonName: false) && chain.Build(certificate);
    }

    private static X509Certificate2? LoadCertificate(ApiServerOptions options)
    {
        if (options.KubeletClientCertificate is not { } path) return null;
        using var pem = X509Certificate2.CreateFromPemFile(path, options.KubeletClientKey);
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }

    private static X509Certificate2Collection? LoadAuthorities(ApiServerOptions options)
    {
        if (options.KubeletCertificateAuthority is not { } path) return null;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        return authorities;
    }
}
