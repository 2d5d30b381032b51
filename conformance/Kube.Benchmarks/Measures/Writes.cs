using System.Runtime.CompilerServices;
using Kube.Benchmarks.Load;
using Kube.Benchmarks.Reports;

namespace Kube.Benchmarks.Measures;

/// <summary>Writes by 32 clients, each waiting for its answer; beside them the machine's limit: an endpoint that only commits in groups.</summary>
internal static class Writes
{
    private const int WarmUp = 500;

    /// <summary>Makes the pods that other measures are about: the first load of the server, where this run started it.</summary>
    public static async IAsyncEnumerable<Row> FillAsync(Subject subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await subject.Workspace.PrepareAsync(cancellation);
        var limit = subject.Own is null ? null : await CommitAsync(subject, subject.Pods, cancellation);
        var first = await LoadGenerator.RunAsync(subject.Server, subject.Pods, subject.Workspace.CreatePod, 201, cancellation);
        if (subject.Own is not { } own || limit is null) yield break;
        yield return Row.Rate("create, just started", first) with { Limit = limit.PerSecond };
        yield return Row.Bytes($"memory with {subject.Pods} pods", own.ResidentBytes());
    }

    /// <summary>Again, in a namespace for it alone: the limit is warm, too.</summary>
    public static async IAsyncEnumerable<Row> CreateAsync(Subject subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var again = new Workspace(subject.Server);
        await again.PrepareAsync(cancellation);
        var count = Math.Max(1, subject.Pods / 2);
        var (limit, created) = await Turns.MeasureAsync(
            _ => CommitAsync(subject, count, cancellation),
            round => LoadGenerator.RunAsync(subject.Server, count, number => again.CreatePod((round * count) + number), 201, cancellation));
        yield return Row.Rate("group commit alone", limit);
        yield return Row.Rate("create", created) with { Limit = limit.PerSecond };
        await again.DeleteAsync(cancellation);
    }

    public static async IAsyncEnumerable<Row> UpdateAsync(Subject subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return Row.Rate("update", await LoadGenerator.RunAsync(subject.Server, subject.Pods, subject.Workspace.UpdatePod, 200, cancellation));
    }

    public static async IAsyncEnumerable<Row> PatchAsync(Subject subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return Row.Rate("patch", await LoadGenerator.RunAsync(subject.Server, subject.Pods, subject.Workspace.PatchPod, 200, cancellation));
    }

    private static async Task<LoadResult> CommitAsync(Subject subject, int count, CancellationToken cancellation)
    {
        var commit = subject.Limit.Request("POST", "/commit", PodTemplate.Of("pod-000000", "one"));
        await LoadGenerator.RunAsync(subject.Limit, WarmUp, _ => commit, 201, cancellation);
        return await LoadGenerator.RunAsync(subject.Limit, count, _ => commit, 201, cancellation);
    }
}
