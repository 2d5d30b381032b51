using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Kube.Benchmarks.Targets;

/// <summary>A server to be measured. Whose its certificate is does not matter to a measurement.</summary>
internal sealed record Target(string Host, int Port, string? Token = null, X509Certificate2? Certificate = null)
{
    public SslClientAuthenticationOptions Tls => new()
    {
        TargetHost = Host,
#pragma warning disable CA5359 // The user names the server, and gets nothing from it but figures.
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        ClientCertificates = Certificate is null ? null : [Certificate],
        ApplicationProtocols = [SslApplicationProtocol.Http11],
    };

    /// <summary>A request of HTTP/1.1, ready to be sent.</summary>
    public byte[] Request(string method, string path, byte[]? body = null, string contentType = "application/json")
    {
        var head = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: {Host}:{Port}\r\nUser-Agent: kube-bench\r\nAccept: application/json\r\n");
        if (Token is not null) head.Append($"Authorization: Bearer {Token}\r\n");
        if (body is not null) head.Append($"Content-Type: {contentType}\r\nContent-Length: {body.Length}\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body ?? []];
    }
}
