using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Kube.Benchmarks.Load;
using Kube.Benchmarks.Reports;

namespace Kube.Benchmarks.Measures;

/// <summary>From before a write to the moment a watcher holds its event, for every watcher of the namespace.</summary>
internal static class FanOut
{
    private const int Events = 200;

    public static async IAsyncEnumerable<Row> RunAsync(Subject subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var watchers in new[] { 100, 1000 })
        {
            yield return Row.Latency($"write to event, {watchers} watchers", await MeasureAsync(subject, watchers, cancellation));
        }
    }

    private static async Task<LoadResult> MeasureAsync(Subject subject, int watchers, CancellationToken cancellation)
    {
        var server = subject.Server;
        var prefix = $"event-{watchers}-";
        var watch = server.Request("GET", $"{subject.Workspace.ConfigMaps}?watch=true&timeoutSeconds=600");
        var connections = new List<Connection>();
        try
        {
            for (var i = 0; i < watchers; i++)
            {
                connections.Add(await Connection.OpenAsync(server, cancellation));
                await connections[i].OpenStreamAsync(watch, cancellation);
            }
            var written = new long[Events];
            var latencies = new ConcurrentBag<long>();
            var clock = Stopwatch.StartNew();
            var reading = connections.Select(connection => Task.Run(() => ReadAsync(connection), cancellation)).ToList();
            await using var writer = await Connection.OpenAsync(server, cancellation);
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            for (var number = 0; number < Events; number++)
            {
                var create = server.Request("POST", subject.Workspace.ConfigMaps, Encoding.UTF8.GetBytes($$$"""{"metadata":{"name":"{{{prefix}}}{{{number:d4}}}"},"data":{"number":"{{{number}}}"}}"""));
                written[number] = Stopwatch.GetTimestamp();
                await writer.SendAsync(create, cancellation);
                await pace.WaitForNextTickAsync(cancellation);
            }
            await Task.WhenAll(reading);
            return new LoadResult(clock.Elapsed, [.. latencies]);

            async Task ReadAsync(Connection connection)
            {
                var seen = 0;
                var name = Encoding.ASCII.GetBytes($"\"name\":\"{prefix}");
                while (seen < Events && await connection.NextChunkAsync(cancellation))
                {
                    var now = Stopwatch.GetTimestamp();
                    seen += Note(connection.Body, name, now);
                }
            }

            int Note(ReadOnlySpan<byte> events, ReadOnlySpan<byte> name, long now)
            {
                var found = 0;
                for (int at; (at = events.IndexOf(name)) >= 0; found++)
                {
                    events = events[(at + name.Length)..];
                    latencies.Add(now - written[NumberText.Read(events[..4])]);
                }
                return found;
            }
        }
        finally
        {
            foreach (var connection in connections) await connection.DisposeAsync();
        }
    }
}
