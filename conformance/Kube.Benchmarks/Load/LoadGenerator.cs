using System.Diagnostics;
using System.Text;
using Kube.Benchmarks.Measures;
using Kube.Benchmarks.Targets;

namespace Kube.Benchmarks.Load;

/// <summary>Sends numbered requests over 32 connections, each waiting for its answer before it takes the next.</summary>
internal static class LoadGenerator
{
    /// <exception cref="BenchmarkException">An answer was another than expected: the figure would be of something else.</exception>
    public static async Task<LoadResult> RunAsync(Target target, int count, Func<int, byte[]> request, int expected, CancellationToken cancellation)
    {
        var connections = await Task.WhenAll(Enumerable.Range(0, Subject.Connections).Select(_ => Connection.OpenAsync(target, cancellation)));
        try
        {
            var latencies = new long[count];
            var next = -1;
            var began = Stopwatch.GetTimestamp();
            await Task.WhenAll(connections.Select(connection => Task.Run(() => WorkAsync(connection), cancellation)));
            return new LoadResult(Stopwatch.GetElapsedTime(began), latencies);

            async Task WorkAsync(Connection connection)
            {
                for (int number; (number = Interlocked.Increment(ref next)) < count;)
                {
                    var sent = Stopwatch.GetTimestamp();
                    await connection.SendAsync(request(number), cancellation);
                    latencies[number] = Stopwatch.GetTimestamp() - sent;
                    if (connection.Status != expected) throw new BenchmarkException($"expected {expected}, got {connection.Status}: {Encoding.UTF8.GetString(connection.Body)}");
                }
            }
        }
        finally
        {
            foreach (var connection in connections) await connection.DisposeAsync();
        }
    }
}
