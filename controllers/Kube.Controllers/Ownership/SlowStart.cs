namespace Kube.Controllers.Ownership;

/// <summary>
/// Runs work in batches that double from one while all goes well, and stops at the first batch with a failure: what is
/// bound to fail, fails a few times and not hundreds.
/// </summary>
internal static class SlowStart
{
    /// <returns>How many succeeded, and the first failure if any.</returns>
    public static async Task<(int Succeeded, Exception? Failure)> RunAsync(int count, Func<int, Task> work)
    {
        var succeeded = 0;
        for (var (done, batch) = (0, 1); done < count; done += batch, batch = Math.Min(batch * 2, count - done))
        {
            var failures = await Task.WhenAll(Enumerable.Range(done, batch).Select(index => TryAsync(work, index)));
            succeeded += failures.Count(failure => failure is null);
            if (Array.Find(failures, failure => failure is not null) is { } first)
                return (succeeded, first);
        }
        return (succeeded, null);
    }

    private static async Task<Exception?> TryAsync(Func<int, Task> work, int index)
    {
        try
        {
            await work(index);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }
}
