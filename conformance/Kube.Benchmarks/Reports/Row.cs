using Kube.Benchmarks.Load;

namespace Kube.Benchmarks.Reports;

/// <summary>One figure.</summary>
/// <param name="Unit">Requests per second (1/s), seconds (s), milliseconds (ms) or bytes (B).</param>
/// <param name="P50">Milliseconds of the middle request.</param>
/// <param name="P99">Milliseconds in which 99 of 100 were done.</param>
/// <param name="Limit">What the machine can do at most, taken in the same run, in the same unit.</param>
internal sealed record Row(string Name, double Value, string Unit, double? P50 = null, double? P99 = null, double? Limit = null)
{
    /// <summary>How the figure compares to the limit: of a rate its share, of a time how many times as long.</summary>
    public double? Ratio => Limit is { } limit ? Value / limit : null;

    public static Row Rate(string name, LoadResult result) => new(name, result.PerSecond, "1/s", result.Percentile(0.5), result.Percentile(0.99));

    public static Row Latency(string name, LoadResult result) => new(name, result.Percentile(0.99), "ms", result.Percentile(0.5), result.Percentile(0.99));

    public static Row Seconds(string name, double seconds) => new(name, seconds, "s");

    public static Row Bytes(string name, double bytes) => new(name, bytes, "B");
}
