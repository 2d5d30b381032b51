using System.Runtime.CompilerServices;
using Kube.Benchmarks.Reports;

namespace Kube.Benchmarks.Measures;

/// <summary>From the start of the process to a ready API, with nothing stored and with all that this run has stored; and the memory then.</summary>
internal static class ColdStart
{
    private const int Rounds = 5;

    public static async IAsyncEnumerable<Row> RunAsync(Subject subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (subject.Own is not { } own) yield break;
        var full = new List<double>();
        var empty = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            await own.StopAsync();
            full.Add((await own.StartAsync(cancellation)).TotalSeconds);
            await using var fresh = own.Fresh();
            empty.Add((await fresh.StartAsync(cancellation)).TotalSeconds);
        }
        yield return Row.Seconds("start with an empty store", Median(empty));
        yield return Row.Seconds($"start with {subject.Pods} pods", Median(full));

        await using var idle = own.Fresh();
        await idle.StartAsync(cancellation);
        using var rest = new PeriodicTimer(TimeSpan.FromSeconds(3));
        await rest.WaitForNextTickAsync(cancellation);
        yield return Row.Bytes("memory at rest", idle.ResidentBytes());
        yield return Row.Bytes($"memory after start, {subject.Pods} pods", own.ResidentBytes());
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
