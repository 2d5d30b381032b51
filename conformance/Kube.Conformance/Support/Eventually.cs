using System.Diagnostics;
using Xunit.Sdk;

namespace Kube.Conformance.Support;

/// <summary>Waits for a state of the cluster by looking again and again, as a user would.</summary>
public static class Eventually
{
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads until the value is as wanted, and returns it; a read that throws counts as not yet.</summary>
    /// <param name="state">Says in the failure's message what was waited for.</param>
    public static async Task<T> IsAsync<T>(string state, Func<Task<T>> read, Func<T, bool> wanted, TimeSpan? limit = null)
    {
        var clock = Stopwatch.StartNew();
        object? last;
        do
        {
            try
            {
                var value = await read();
                if (wanted(value))
                    return value;
                last = value;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                last = e.Message;
            }

            await Task.Delay(Interval);
        }
        while (clock.Elapsed < (limit ?? DefaultLimit));
        throw new XunitException($"Waited {clock.Elapsed.TotalSeconds:0} s until {state}. Last seen:\n{last}");
    }

    /// <summary>Runs an assertion until it holds.</summary>
    public static Task HoldsAsync(string state, Func<Task> assertion, TimeSpan? limit = null) =>
        IsAsync(state, async () => { await assertion(); return true; }, held => held, limit);
}
