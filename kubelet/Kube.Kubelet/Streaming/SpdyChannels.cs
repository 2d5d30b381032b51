using System.Runtime.CompilerServices;
using System.Text.Json;
using Kube.Kubelet.Streaming.Spdy;

namespace Kube.Kubelet.Streaming;

/// <summary>Channels as SPDY streams, each of which says in its <c>streamType</c> header which it is.</summary>
internal sealed class SpdyChannels : ICommandChannels
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SpdyConnection _connection;
    private readonly Dictionary<string, SpdyStream> _streams;
    private readonly CancellationTokenSource _stop;

    private SpdyChannels(SpdyConnection connection, Dictionary<string, SpdyStream> streams, Task gone, CancellationTokenSource stop) =>
        (_connection, _streams, Gone, _stop) = (connection, streams, gone, stop);

    public static IReadOnlyList<string> Protocols { get; } = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

    public Stream Input => _streams.TryGetValue("stdin", out var stream) ? stream.Input : Stream.Null;

    public Task Gone { get; }

    /// <summary>Waits for the streams the request announced.</summary>
    public static async Task<SpdyChannels> OpenAsync(Stream transport, CommandOptions options, CancellationToken cancellationToken)
    {
        var stop = new CancellationTokenSource();
        var connection = new SpdyConnection(transport);
        var gone = connection.RunAsync(stop.Token);
        var expected = 1 + (options.Stdin ? 1 : 0) + (options.Stdout ? 1 : 0) + (options.Stderr && !options.Tty ? 1 : 0) + (options.Tty ? 1 : 0);
        var streams = new Dictionary<string, SpdyStream>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        await foreach (var stream in connection.AcceptAsync(patience.Token))
        {
            streams[stream.Headers.GetValueOrDefault("streamtype", "")] = stream;
            if (streams.Count == expected)
                break;
        }

        return new SpdyChannels(connection, streams, gone, stop);
    }

    public async IAsyncEnumerable<TerminalSize> SizesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!_streams.TryGetValue("resize", out var stream))
            yield break;
        await foreach (var size in JsonSerializer.DeserializeAsyncEnumerable<TerminalSize>(stream.Input, topLevelValues: true, cancellationToken: cancellationToken))
        {
            if (size is not null)
                yield return size;
        }
    }

    public Task WriteAsync(CommandChannel channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var name = channel switch { CommandChannel.Output => "stdout", CommandChannel.Error => "stderr", _ => "error" };
        return _streams.TryGetValue(name, out var stream) && !data.IsEmpty ? stream.WriteAsync(data, cancellationToken) : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            foreach (var stream in _streams.Values)
                await stream.CloseAsync(patience.Token);
            await Gone.WaitAsync(patience.Token); // the client hangs up when it has read all
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidDataException)
        {
        }

        await _stop.CancelAsync();
        await Gone.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _connection.Dispose();
        _stop.Dispose();
    }
}
