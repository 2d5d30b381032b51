using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Kube.Kubelet.Runtime;
using Kube.Kubelet.Streaming.Spdy;

namespace Kube.Kubelet.Streaming;

/// <summary>
/// Port forwarding over SPDY (<c>portforward.k8s.io</c>): for each connection the client opens an error stream and a
/// data stream, which carry the same request id and port.
/// </summary>
internal sealed class PortForwarder(IContainerStreams streams, SandboxObservation sandbox, string pod)
{
    public const string Protocol = "portforward.k8s.io";

    public async Task RunAsync(Stream transport, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var connection = new SpdyConnection(transport);
        var reading = connection.RunAsync(stop.Token);
        var errors = new ConcurrentDictionary<string, SpdyStream>();
        var forwards = new ConcurrentDictionary<int, Task>();
        await foreach (var stream in connection.AcceptAsync(stop.Token))
        {
            var request = stream.Headers.GetValueOrDefault("requestid", "");
            if (stream.Headers.GetValueOrDefault("streamtype") == "error")
                errors[request] = stream;
            else if (errors.TryRemove(request, out var error))
                forwards[stream.Id] = ForwardAsync(stream, error, stop.Token).ContinueWith(_ => forwards.TryRemove(stream.Id, out Task? _), TaskScheduler.Default);
        }

        await stop.CancelAsync();
        await Task.WhenAll(forwards.Values.Append(reading)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ForwardAsync(SpdyStream data, SpdyStream error, CancellationToken cancellationToken)
    {
        var port = data.Headers.GetValueOrDefault("port", "");
        try
        {
            await using var socket = await streams.ConnectAsync(sandbox, int.Parse(port, CultureInfo.InvariantCulture), cancellationToken);
            var up = CopyUpAsync(data, socket, cancellationToken);
            await CopyDownAsync(socket, data, cancellationToken);
            socket.Close(); // the server has ended: what the client still sends is for nobody
            await up.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception e) when (e is SocketException or IOException or RuntimeException or FormatException)
        {
            var why = Probes.TcpProbe.Explain(e as SocketException, $"127.0.0.1:{port}") ?? e.Message;
            var message = $"error forwarding port {port} to pod {pod}, uid : failed to connect to localhost:{port} inside namespace: {why}";
            await error.WriteAsync(Encoding.UTF8.GetBytes(message), cancellationToken);
        }

        await data.CloseAsync(cancellationToken);
        await error.CloseAsync(cancellationToken);
    }

    private static async Task CopyUpAsync(SpdyStream data, Stream socket, CancellationToken cancellationToken)
    {
        await data.Input.CopyToAsync(socket, cancellationToken);
        (socket as NetworkStream)?.Socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task CopyDownAsync(Stream socket, SpdyStream data, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 * 1024];
        while (await socket.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            await data.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
    }
}
