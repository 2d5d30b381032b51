using System.Threading.Channels;

namespace Kube.Controllers.Scheduling;

/// <summary>
/// Calls to the API server, made beside the scheduling loop: many at once, but those about one pod one after the other, so that a
/// pod's earlier status can't overwrite what its binding changed.
/// </summary>
internal sealed class OutgoingCalls
{
    private const int Lanes = 32;

    private readonly Channel<Func<CancellationToken, Task>>[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => NewLane())];

    /// <param name="key">Calls with the same key keep their order.</param>
    /// <param name="call">Handles its own failures.</param>
    public void Add(string key, Func<CancellationToken, Task> call)
        => _lanes[(uint)key.GetHashCode(StringComparison.Ordinal) % Lanes].Writer.TryWrite(call);

    /// <summary>Makes the calls until cancelled; what is still waiting then is dropped, as a crash would drop it.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
        => Task.WhenAll(_lanes.Select(lane => Task.Run(() => RunAsync(lane.Reader, cancellationToken), CancellationToken.None)));

    private static async Task RunAsync(ChannelReader<Func<CancellationToken, Task>> calls, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var call in calls.ReadAllAsync(cancellationToken))
                await call(cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // A call that is cut off may fail in any way.
        }
    }

    private static Channel<Func<CancellationToken, Task>> NewLane()
        => Channel.CreateUnbounded<Func<CancellationToken, Task>>(new UnboundedChannelOptions { SingleReader = true });
}
