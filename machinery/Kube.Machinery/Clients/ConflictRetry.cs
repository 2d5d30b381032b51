namespace Kube.Machinery.Clients;

public static class ConflictRetry
{
    private const int Attempts = 5;

    /// <summary>
    /// Runs a read-change-write until it does not meet a conflict, five times at most (client-go's
    /// <c>retry.DefaultRetry</c>). The work must read the object afresh each time.
    /// </summary>
    public static async Task<T> RunAsync<T>(TimeProvider time, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(100), jitter: 0.1);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work(cancellationToken);
            }
            catch (ApiException failure) when (failure.IsConflict && attempt < Attempts)
            {
                await Task.Delay(backoff.Next(), time, cancellationToken);
            }
        }
    }
}
