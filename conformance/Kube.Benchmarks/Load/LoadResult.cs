using System.Diagnostics;

namespace Kube.Benchmarks.Load;

/// <summary>How long a number of requests took, together and each.</summary>
internal sealed class LoadResult
{
    private readonly long[] _sorted;

    /// <param name="latencies">In ticks of <see cref="Stopwatch"/>.</param>
    public LoadResult(TimeSpan elapsed, long[] latencies)
    {
        _sorted = [.. latencies.Order()];
        PerSecond = latencies.Length / elapsed.TotalSeconds;
    }

    public double PerSecond { get; }

    /// <param name="share">0.99 for the time in which 99 of 100 were answered.</param>
    /// <returns>Milliseconds.</returns>
    public double Percentile(double share) => _sorted[(int)Math.Min(_sorted.Length - 1, share * _sorted.Length)] * 1000.0 / Stopwatch.Frequency;
}
