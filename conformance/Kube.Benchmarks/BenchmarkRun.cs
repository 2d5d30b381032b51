using Kube.Benchmarks.Limits;
using Kube.Benchmarks.Measures;
using Kube.Benchmarks.Reports;
using Kube.Benchmarks.Targets;

namespace Kube.Benchmarks;

/// <summary>All measures of one run, one after the other, on one server and on this machine's limit beside it.</summary>
internal sealed class BenchmarkRun(BenchmarkOptions options)
{
    /// <param name="progress">Told each figure as soon as it is there.</param>
    public async Task<IReadOnlyList<Row>> RunAsync(Action<Row> progress, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("kube-bench-");
        try
        {
            await using var own = TargetSource.IsGiven(options) ? null : OwnServer.In(folder.FullName, options.Programs);
            if (own is not null) await own.StartAsync(cancellation);
            await using var limit = await LimitProcess.StartAsync(folder.FullName, cancellation);
            var target = own?.Target ?? TargetSource.Of(options);
            var rows = new List<Row>();
            var subject = new Subject(target, limit.Target, own, new Workspace(target), options.Pods);
            foreach (var (name, measure) in All.Where(measure => options.Only.Count == 0 || options.Only.Contains(measure.Name) || measure.Name is Fill))
            {
                await foreach (var row in measure(subject, cancellation))
                {
                    progress(row);
                    rows.Add(row);
                }
            }
            await subject.Workspace.DeleteAsync(cancellation);
            return rows;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What others build on, so it is never left out.</summary>
    private const string Fill = "fill";

    private static readonly (string Name, Func<Subject, CancellationToken, IAsyncEnumerable<Row>> Run)[] All =
    [
        (Fill, Writes.FillAsync),
        ("create", Writes.CreateAsync),
        ("get", Reads.GetAsync),
        ("authorization", Permissions.RunAsync),
        ("update", Writes.UpdateAsync),
        ("patch", Writes.PatchAsync),
        ("list", Reads.ListAsync),
        ("watch", FanOut.RunAsync),
        ("watchers", IdleWatchers.RunAsync),
        ("informer", Informer.RunAsync),
        ("start", ColdStart.RunAsync),
    ];
}
