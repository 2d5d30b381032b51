namespace Kube.ApiServer.Caching;

/// <summary>Up to which revision all caches have seen all changes, and those who wait for it to get somewhere.</summary>
internal sealed class RevisionProgress(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<Waiter> _waiters = [];
    private long _current;

    public long Current => Volatile.Read(ref _current);

    public void Advance(long revision)
    {
        lock (_gate)
        {
            Volatile.Write(ref _current, revision);
            for (var i = _waiters.Count - 1; i >= 0; i--)
            {
                if (_waiters[i].Revision > revision) continue;
                _waiters[i].SetResult();
                _waiters[i] = _waiters[^1];
                _waiters.RemoveAt(_waiters.Count - 1);
            }
        }
    }

    /// <summary>Waits a while for a revision; throws <see cref="TooLargeResourceVersionException"/> when it does not come.</summary>
    public ValueTask ReachAsync(long revision, TimeSpan timeout, CancellationToken cancellationToken) =>
        Current >= revision ? ValueTask.CompletedTask : WaitAsync(revision, timeout, cancellationToken);

    private async ValueTask WaitAsync(long revision, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(revision);
        lock (_gate)
        {
            if (_current >= revision) return;
            _waiters.Add(waiter);
        }

        try
        {
            await waiter.Task.WaitAsync(timeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TooLargeResourceVersionException(revision, Current);
        }
        finally
        {
            if (!waiter.Task.IsCompleted)
            {
                lock (_gate) _waiters.Remove(waiter);
            }
        }
    }

    private sealed class Waiter(long revision) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Revision { get; } = revision;
    }
}
