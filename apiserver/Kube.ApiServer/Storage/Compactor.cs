namespace Kube.ApiServer.Storage;

/// <summary>
/// Keeps a store's history at an age, by compacting it regularly to what was current that long ago. One background loop, ended by
/// <see cref="DisposeAsync"/>. A compaction that fails is tried again the next time; the store says why where it fails a write.
/// </summary>
internal sealed class Compactor : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly IObjectStore _store;
    private readonly TimeProvider _time;
    private readonly RevisionClock _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public Compactor(IObjectStore store, TimeSpan age, TimeProvider time)
    {
        (_store, _time, _clock) = (store, time, new RevisionClock(age, time));
        _loop = RunAsync(_stop.Token);
    }

    /// <summary>Notes what is current, and compacts to what was.</summary>
    internal async Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            var past = _clock.Note(await _store.CurrentRevisionAsync(cancellationToken));
            if (past > 0) await _store.CompactAsync(past, cancellationToken);
        }
        catch (StoreException)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (await timer.WaitForNextTickAsync(cancellationToken)) await TickAsync(cancellationToken);
    }
}
