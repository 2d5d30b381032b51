using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Hosting;
using Kube.Machinery.Certificates;

namespace Kube.ApiServer.Streaming;

/// <summary>
/// Opens connections to kubelets with this server's client certificate: <c>--kubelet-client-certificate</c>,
/// <c>--kubelet-certificate-authority</c>. With an authority a kubelet's certificate must be of it and for the address connected to;
/// without one it is not checked at all, as upstream has it. Each connection is made with the files as they are then.
/// </summary>
internal sealed class KubeletConnector(ApiServerOptions options, TimeProvider time)
{
    private readonly Lazy<CertificateFiles?> _certificate = new(() => options is { KubeletClientCertificate: { } certificate, KubeletClientKey: { } key } ? new(certificate, key, time) : null);
    private readonly Lazy<WatchedFiles<X509Certificate2Collection>?> _authorities = new(() =>
        options.KubeletCertificateAuthority is { } file ? new([file], () => TrustedAuthorities.Read(file), time) : null);

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
                    ClientCertificates = _certificate.Value is { } files ? [files.Current] : null,
                    RemoteCertificateValidationCallback = (_, shown, _, _) => _authorities.Value is not { } trusted || trusted.Current.Vouch(shown, address.Host),
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
}
