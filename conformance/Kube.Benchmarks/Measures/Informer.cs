using System.Diagnostics;
using System.Runtime.CompilerServices;
using Kube.Benchmarks.Load;
using Kube.Benchmarks.Reports;

namespace Kube.Benchmarks.Measures;

/// <summary>What an informer waits for when it starts: a streaming list, up to the bookmark that ends its initial events.</summary>
internal static class Informer
{
    public static async IAsyncEnumerable<Row> RunAsync(Subject subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await Connection.OpenAsync(subject.Server, cancellation);
        var request = subject.Server.Request("GET", $"{subject.Workspace.Pods}?watch=true&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=600");
        var clock = Stopwatch.StartNew();
        await connection.OpenStreamAsync(request, cancellation);
        while (await connection.NextChunkAsync(cancellation) && connection.Body.IndexOf("k8s.io/initial-events-end"u8) < 0) { }
        yield return Row.Seconds($"informer start, {subject.Pods} pods", clock.Elapsed.TotalSeconds);
    }
}
