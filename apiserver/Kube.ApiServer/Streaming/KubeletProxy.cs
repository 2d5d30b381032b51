using System.Text;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Verbs;
using Microsoft.AspNetCore.Http.Features;

namespace Kube.ApiServer.Streaming;

/// <summary>
/// Passes a request on to a kubelet and its answer back, byte by byte as they come. A connection that is upgraded (WebSocket,
/// SPDY) becomes a tunnel that neither side can tell from a direct one.
/// </summary>
internal static class KubeletProxy
{
    private const int MaxHeadBytes = 32 * 1024;

    private static readonly HashSet<string> Hop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "TE", "Trailer", "Host", "Authorization", "Content-Length", "Upgrade",
    };

    public static async Task ForwardAsync(RequestScope scope, KubeletAddress kubelet, string pathAndQuery)
    {
        var http = scope.Http;
        await using var backend = await scope.Kubelets.ConnectAsync(kubelet, scope.Cancellation);
        var upgrade = http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } feature ? feature : null;
        await backend.WriteAsync(RequestHead(http.Request, kubelet, pathAndQuery, upgrade is not null), scope.Cancellation);
        if (upgrade is null && http.Request.ContentLength > 0) await http.Request.Body.CopyToAsync(backend, scope.Cancellation);
        await backend.FlushAsync(scope.Cancellation);

        var (head, rest) = await ReadHeadAsync(backend, scope.Cancellation);
        http.Response.StatusCode = head.Status;
        foreach (var (name, value) in head.Headers)
        {
            if (head.Status == 101 || !Hop.Contains(name)) http.Response.Headers.Append(name, value);
        }
        if (head.Status == 101 && upgrade is not null) await TunnelAsync(upgrade, backend, rest, scope.Cancellation);
        else await CopyBodyAsync(http, backend, head, rest, scope.Cancellation);
    }

    private static byte[] RequestHead(HttpRequest request, KubeletAddress kubelet, string pathAndQuery, bool upgrade)
    {
        var head = new StringBuilder($"{request.Method} {pathAndQuery} HTTP/1.1\r\nHost: {kubelet.Host}:{kubelet.Port}\r\n");
        foreach (var (name, values) in request.Headers)
        {
            if (Hop.Contains(name) || name.StartsWith(':')) continue;
            foreach (var value in values) head.Append($"{name}: {value}\r\n");
        }
        head.Append(upgrade ? $"Connection: Upgrade\r\nUpgrade: {request.Headers.Upgrade}\r\n" : "Connection: close\r\n");
        if (!upgrade && request.ContentLength > 0) head.Append($"Content-Length: {request.ContentLength}\r\n");
        return Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());
    }

    private static async ValueTask<(ResponseHead Head, ReadOnlyMemory<byte> Body)> ReadHeadAsync(Stream backend, CancellationToken cancellation)
    {
        var buffer = new byte[MaxHeadBytes];
        var filled = 0;
        while (true)
        {
            var read = filled < buffer.Length ? await backend.ReadAsync(buffer.AsMemory(filled), cancellation) : 0;
            if (read == 0) throw StatusException.Plain("error dialing backend: unexpected EOF");
            filled += read;
            var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end < 0) continue;
            return (ResponseHead.Parse(Encoding.Latin1.GetString(buffer, 0, end)), buffer.AsMemory((end + 4)..filled));
        }
    }

    private static async Task TunnelAsync(IHttpUpgradeFeature upgrade, Stream backend, ReadOnlyMemory<byte> rest, CancellationToken cancellation)
    {
        await using var client = await upgrade.UpgradeAsync();
        if (!rest.IsEmpty) await client.WriteAsync(rest, cancellation);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var toClient = PumpAsync(backend, client, closing.Token);
        var toBackend = PumpAsync(client, backend, closing.Token);
        // Either side's end is the end of both: the streams inside have said their goodbyes by then.
        await Task.WhenAny(toClient, toBackend);
        await closing.CancelAsync();
        await Task.WhenAll(toClient, toBackend);
    }

    private static async Task PumpAsync(Stream from, Stream to, CancellationToken cancellation)
    {
        try
        {
            var buffer = new byte[32 * 1024];
            int read;
            while ((read = await from.ReadAsync(buffer, cancellation)) > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
                await to.FlushAsync(cancellation);
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // A peer that goes away ends a tunnel; there is nobody left to tell.
        }
    }

    private static async Task CopyBodyAsync(HttpContext http, Stream backend, ResponseHead head, ReadOnlyMemory<byte> rest, CancellationToken cancellation)
    {
        var body = BackendBody.Of(backend, head, rest);
        if (head.ContentLength is { } length) http.Response.ContentLength = length;
        var output = http.Response.Body;
        var buffer = new byte[32 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            await output.WriteAsync(buffer.AsMemory(0, read), cancellation);
            await output.FlushAsync(cancellation);
        }
    }
}
