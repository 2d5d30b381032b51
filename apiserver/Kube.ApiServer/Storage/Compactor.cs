namespace Kube.ApiServer.Storage;

/// <summary>
/// Keeps a store's history at an age, by compacting it regularly to what was current that long ago. One background loop, ended by
/// <see cref="DisposeAsync"/>. A compaction that fails is tried again the next time; the store says why where it fails a write.
/// </summary>
internal sealed class Compactor : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public Compactor(IObjectStore store, TimeSpan age, TimeProvider time) =>
        _loop = RunAsync(store, new RevisionClock(age, time), time, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static async Task RunAsync(IObjectStore store, RevisionClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        var compacted = 0L;
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                clock.Note(await store.CurrentRevisionAsync(cancellationToken));
                var past = clock.Past();
                if (past <= compacted) continue;
                await store.CompactAsync(past, cancellationToken);
                compacted = past;
            }
            catch (StoreException)
            {
            }
        }
    }
}
