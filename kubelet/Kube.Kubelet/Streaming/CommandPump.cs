using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Streaming;

/// <summary>Carries bytes between a client and a process until the process ends or the client goes.</summary>
internal static class CommandPump
{
    public static async Task RunAsync(IContainerSession session, ICommandChannels channels, CommandOptions options, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var input = options.Stdin ? PumpInputAsync(session, channels, stop.Token) : Task.CompletedTask;
        var sizes = options.Tty ? PumpSizesAsync(session, channels, stop.Token) : Task.CompletedTask;
        try
        {
            var output = PumpOutputAsync(session, channels, stop.Token);
            if (await Task.WhenAny(output, channels.Gone) != output)
                return;
            await output;
            await channels.WriteAsync(CommandChannel.Status, CommandStatus.OfExitCode(await session.GetExitCodeAsync(stop.Token)), stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(input, sizes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task PumpOutputAsync(IContainerSession session, ICommandChannels channels, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 * 1024];
        while (await session.ReadAsync(buffer, cancellationToken) is { Count: > 0 } read)
            await channels.WriteAsync(read.IsError ? CommandChannel.Error : CommandChannel.Output, buffer.AsMemory(0, read.Count), cancellationToken);
    }

    private static async Task PumpInputAsync(IContainerSession session, ICommandChannels channels, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 * 1024];
        while (await channels.Input.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            await session.WriteInputAsync(buffer.AsMemory(0, count), cancellationToken);
        session.CloseInput();
    }

    private static async Task PumpSizesAsync(IContainerSession session, ICommandChannels channels, CancellationToken cancellationToken)
    {
        await foreach (var size in channels.SizesAsync(cancellationToken))
            await session.ResizeAsync(size.Width, size.Height, cancellationToken);
    }
}
