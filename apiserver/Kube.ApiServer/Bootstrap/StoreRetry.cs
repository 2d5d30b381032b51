using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Bootstrap;

/// <summary>
/// Does steps again that look before they write, as upstream's post-start hooks do: a store that starts together with this server may lose
/// its leader while it finds its feet, and leave open how a write ended.
/// </summary>
internal sealed partial class StoreRetry(TimeProvider time, ILogger log)
{
    public const int Attempts = 5;

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="StoreException">The store failed every time.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> steps, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await steps(cancellation);
                return;
            }
            catch (StoreException failure) when (attempt < Attempts)
            {
                LogFailed(log, failure.Message);
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot make what every cluster holds, and will try again: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);
}
