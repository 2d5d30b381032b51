using System.Runtime.CompilerServices;
using Kube.Benchmarks.Load;
using Kube.Benchmarks.Reports;
using Kube.Benchmarks.Targets;

namespace Kube.Benchmarks.Measures;

/// <summary>From the start of the process to a ready API: with nothing stored, with all that this run has stored, and with many pods; and the memory then.</summary>
internal static class ColdStart
{
    private const int Rounds = 5;
    private const int Many = 50_000;

    public static async IAsyncEnumerable<Row> RunAsync(Subject subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (subject.Own is not { } own) yield break;
        var full = new List<double>();
        var empty = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            full.Add(await RestartAsync(own, cancellation));
            await using var fresh = own.Fresh();
            empty.Add((await fresh.StartAsync(cancellation)).TotalSeconds);
        }
        yield return Row.Seconds("start with an empty store", Median(empty));
        yield return Row.Seconds("start with all of this run", Median(full));

        await using var idle = own.Fresh();
        await idle.StartAsync(cancellation);
        using var rest = new PeriodicTimer(TimeSpan.FromSeconds(3));
        await rest.WaitForNextTickAsync(cancellation);
        yield return Row.Bytes("memory at rest", idle.ResidentBytes());
        yield return Row.Bytes("memory with all of this run", own.ResidentBytes());

        await own.StopAsync();
        await using var filled = own.Fresh();
        await FillAsync(filled, cancellation);
        var many = new List<double>();
        for (var i = 0; i < Rounds; i++) many.Add(await RestartAsync(filled, cancellation));
        yield return Row.Seconds($"start with {Many} pods", Median(many));
        yield return Row.Bytes($"memory after start, {Many} pods", filled.ResidentBytes());
        await filled.StopAsync();
        await own.StartAsync(cancellation);
    }

    private static async Task<double> RestartAsync(OwnServer server, CancellationToken cancellation)
    {
        await server.StopAsync();
        return (await server.StartAsync(cancellation)).TotalSeconds;
    }

    private static async Task FillAsync(OwnServer server, CancellationToken cancellation)
    {
        await server.StartAsync(cancellation);
        var workspace = new Workspace(server.Target);
        await workspace.PrepareAsync(cancellation);
        await LoadGenerator.RunAsync(server.Target, Many, workspace.CreatePod, 201, cancellation);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
