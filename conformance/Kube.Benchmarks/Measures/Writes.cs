using System.Runtime.CompilerServices;
using Kube.Benchmarks.Load;
using Kube.Benchmarks.Reports;

namespace Kube.Benchmarks.Measures;

/// <summary>Writes by 32 clients, each waiting for its answer; beside them the machine's limit: an endpoint that only commits in groups.</summary>
internal static class Writes
{
    private const int WarmUp = 500;

    public static async IAsyncEnumerable<Row> CreateAsync(Subject subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await subject.Workspace.PrepareAsync(cancellation);
        var body = PodTemplate.Of("pod-000000", "one");
        var commit = subject.Limit.Request("POST", "/commit", body);
        await LoadGenerator.RunAsync(subject.Limit, WarmUp, _ => commit, 201, cancellation);
        var limit = await LoadGenerator.RunAsync(subject.Limit, subject.Pods, _ => commit, 201, cancellation);
        yield return Row.Rate("group commit alone", limit);
        var first = await LoadGenerator.RunAsync(subject.Server, subject.Pods, subject.Workspace.CreatePod, 201, cancellation);
        if (subject.Own is { } own)
        {
            yield return Row.Rate("create, just started", first) with { Limit = limit.PerSecond };
            yield return Row.Bytes($"memory with {subject.Pods} pods", own.ResidentBytes());
        }
        // Again, in a namespace for it alone: the limit was warm, too.
        var again = new Workspace(subject.Server);
        await again.PrepareAsync(cancellation);
        yield return Row.Rate("create", await LoadGenerator.RunAsync(subject.Server, subject.Pods, again.CreatePod, 201, cancellation)) with { Limit = limit.PerSecond };
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
}
