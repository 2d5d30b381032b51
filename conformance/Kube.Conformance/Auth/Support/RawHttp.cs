using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Kube.Conformance.Auth.Support;

/// <summary>What a server answered.</summary>
public sealed record Answer(int Status, string Head, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}

/// <summary>Sends requests byte by byte as they are written here: no client library straightens what a hostile one would not.</summary>
public static class RawHttp
{
    public static async Task<Answer> SendAsync(int port, string method, string target, IEnumerable<(string Name, string Value)> headers, string? body, X509Certificate2? certificate)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port);
#pragma warning disable CA5359 // The server made its certificate itself; it is the client that is tested.
        await using var tls = new SslStream(socket.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, null, offline: true),
        });
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}\r\nConnection: {(headers.Any(header => header.Name == "Upgrade") ? "Upgrade, close" : "close")}\r\n");
        foreach (var (name, value) in headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (body is not null && !headers.Any(header => header.Name == "Content-Type")) head.Append(CultureInfo.InvariantCulture, $"Content-Type: {(method == "PATCH" ? "application/merge-patch+json" : "application/json")}\r\n");
        if (body is not null) head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        await tls.WriteAsync(Encoding.UTF8.GetBytes($"{head}\r\n{body}"));
        using var received = new MemoryStream();
        await tls.CopyToAsync(received);
        return Read(Encoding.UTF8.GetString(received.ToArray()));
    }

    private static Answer Read(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var (head, body) = (text[..end], text[(end + 4)..]);
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase)) body = Joined(body);
        return new Answer(int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture), head, body);
    }

    /// <summary>The chunks of a body; what these servers send is plain ASCII, so that characters are bytes.</summary>
    private static string Joined(string chunked)
    {
        var body = new StringBuilder();
        for (var at = 0; ;)
        {
            var line = chunked.IndexOf("\r\n", at, StringComparison.Ordinal);
            var size = int.Parse(chunked[at..line], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0) return body.ToString();
            body.Append(chunked, line + 2, size);
            at = line + 2 + size + 2;
        }
    }
}
