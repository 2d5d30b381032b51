using System.Text;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Verbs;
using Microsoft.AspNetCore.Http.Features;

namespace Kube.ApiServer.Streaming;

/// <summary>
/// Passes a request on to a kubelet, pod or service and its answer back, byte by byte as they come. A connection that is upgraded
/// (WebSocket, SPDY) becomes a tunnel that neither side can tell from a direct one.
/// </summary>
internal static class BackendProxy
{
    private const int MaxHeadBytes = 32 * 1024;
    private const int MaxFailureBytes = 512;

    private static readonly HashSet<string> Hop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "TE", "Trailer", "Host", "Authorization", "Content-Length", "Upgrade",
    };

    /// <param name="failure">Makes an answer with a code of failure and its text this server's own; without it the answer is passed on.</param>
    public static async Task ToKubeletAsync(
        RequestScope scope, KubeletAddress kubelet, string pathAndQuery, Func<int, string, StatusException>? failure = null) =>
        await ForwardAsync(scope, await scope.Kubelets.ConnectAsync(kubelet, scope.Cancellation), $"{kubelet.Host}:{kubelet.Port}", pathAndQuery, failure);

    /// <param name="connection">Where to; closed at the end.</param>
    /// <param name="authority">The Host header.</param>
    public static async Task ForwardAsync(
        RequestScope scope, Stream connection, string authority, string pathAndQuery, Func<int, string, StatusException>? failure = null)
    {
        var http = scope.Http;
        await using var backend = connection;
        var upgrade = http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } feature ? feature : null;
        await backend.WriteAsync(RequestHead(http.Request, authority, pathAndQuery, upgrade is not null), scope.Cancellation);
        if (upgrade is null) await SendBodyAsync(http.Request, backend, scope.Cancellation);
        await backend.FlushAsync(scope.Cancellation);

        var (head, rest) = await ReadHeadAsync(backend, scope.Cancellation);
        if (failure is not null && head.Status is < 200 or > 206)
            throw failure(head.Status, await ReadTextAsync(BackendBody.Of(backend, head, rest), scope.Cancellation));
        http.Response.StatusCode = head.Status;
        foreach (var (name, value) in head.Headers)
        {
            if (head.Status == 101 || !Hop.Contains(name)) http.Response.Headers.Append(name, value);
        }
        if (head.Status == 101 && upgrade is not null) await TunnelAsync(upgrade, backend, rest, scope.Cancellation);
        else await CopyBodyAsync(http, backend, head, rest, scope.Cancellation);
    }

    private static byte[] RequestHead(HttpRequest request, string authority, string pathAndQuery, bool upgrade)
    {
        var head = new StringBuilder($"{request.Method} {pathAndQuery} HTTP/1.1\r\nHost: {authority}\r\n");
        foreach (var (name, values) in request.Headers)
        {
            if (Hop.Contains(name) || name.StartsWith(':')) continue;
            foreach (var value in values) head.Append($"{name}: {value}\r\n");
        }
        head.Append(upgrade ? $"Connection: Upgrade\r\nUpgrade: {request.Headers.Upgrade}\r\n" : "Connection: close\r\n");
        if (!upgrade && request.ContentLength is { } length) head.Append($"Content-Length: {length}\r\n");
        else if (!upgrade && HasBody(request)) head.Append("Transfer-Encoding: chunked\r\n");
        return Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());
    }

    private static bool HasBody(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    private static async Task SendBodyAsync(HttpRequest request, Stream backend, CancellationToken cancellation)
    {
        if (request.ContentLength is not null)
        {
            await request.Body.CopyToAsync(backend, cancellation);
            return;
        }
        if (!HasBody(request)) return;
        var buffer = new byte[32 * 1024];
        int read;
        do
        {
            read = await request.Body.ReadAsync(buffer, cancellation);
            await backend.WriteAsync(Encoding.ASCII.GetBytes($"{read:x}\r\n"), cancellation);
            await backend.WriteAsync(buffer.AsMemory(0, read), cancellation);
            await backend.WriteAsync("\r\n"u8.ToArray(), cancellation);
        }
        while (read > 0);
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

    private static async ValueTask<string> ReadTextAsync(BackendBody body, CancellationToken cancellation)
    {
        var text = new byte[MaxFailureBytes];
        var length = 0;
        while (length < text.Length && await body.ReadAsync(text.AsMemory(length), cancellation) is > 0 and var read) length += read;
        return Encoding.UTF8.GetString(text, 0, length);
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
