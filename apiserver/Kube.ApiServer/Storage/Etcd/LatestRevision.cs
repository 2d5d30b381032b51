namespace Kube.ApiServer.Storage.Etcd;

/// <summary>
/// Asks a question whose answer must not be older than the asking, once for all who ask at the same time: who comes while a call is under
/// way waits for the next one, which starts after that.
/// </summary>
/// <param name="ask">Makes one call.</param>
internal sealed class LatestRevision(Func<Task<long>> ask)
{
    private readonly Lock _gate = new();
    private Task<long> _running = Task.FromResult(0L);
    private Task<long>? _next;

    public Task<long> AskAsync()
    {
        lock (_gate)
        {
            if (_running.IsCompleted) return _running = ask();
            return _next ??= AfterAsync(_running);
        }
    }

    private async Task<long> AfterAsync(Task<long> before)
    {
        await ((Task)before).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task<long> mine;
        lock (_gate)
        {
            mine = _running = ask();
            _next = null;
        }

        return await mine;
    }
}
