using System.Diagnostics;
using System.Runtime.CompilerServices;
using Kube.Benchmarks.Load;
using Kube.Benchmarks.Reports;

namespace Kube.Benchmarks.Measures;

/// <summary>Reads of one pod and of all, beside an endpoint that only sends the same number of bytes.</summary>
internal static class Reads
{
    private const int Gets = 20_000;
    private const int WarmUp = 5_000;
    private const int Lists = 7;
    private const int PageSize = 500;

    public static async IAsyncEnumerable<Row> GetAsync(Subject subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var get = Enumerable.Range(0, Math.Min(subject.Pods, 1000)).Select(subject.Workspace.GetPod).ToArray();
        await using var connection = await Connection.OpenAsync(subject.Server, cancellation);
        var size = await connection.SendAsync(get[0], cancellation);
        var empty = subject.Limit.Request("GET", $"/bytes/{size}");
        await LoadGenerator.RunAsync(subject.Limit, WarmUp, _ => empty, 200, cancellation);
        await LoadGenerator.RunAsync(subject.Server, WarmUp, number => get[number % get.Length], 200, cancellation);
        var (limit, server) = await Turns.MeasureAsync(
            _ => LoadGenerator.RunAsync(subject.Limit, Gets, _ => empty, 200, cancellation),
            _ => LoadGenerator.RunAsync(subject.Server, Gets, number => get[number % get.Length], 200, cancellation));
        yield return Row.Rate("empty endpoint", limit);
        yield return Row.Rate("get", server) with { Limit = limit.PerSecond };
    }

    public static async IAsyncEnumerable<Row> ListAsync(Subject subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var server = await Connection.OpenAsync(subject.Server, cancellation);
        await using var beside = await Connection.OpenAsync(subject.Limit, cancellation);
        var list = subject.Server.Request("GET", subject.Workspace.Pods);
        var size = await server.SendAsync(list, cancellation);
        var empty = subject.Limit.Request("GET", $"/bytes/{size}");
        var limits = new List<double>();
        var lists = new List<double>();
        for (var i = 0; i < Lists; i++)
        {
            limits.Add(await TimeAsync(beside, empty, cancellation));
            lists.Add(await TimeAsync(server, list, cancellation));
        }
        limits.Sort();
        lists.Sort();
        yield return Row.Seconds($"empty endpoint, {size / 1e6:f1} MB", limits[Lists / 2]);
        yield return Row.Seconds($"list of {subject.Pods} pods", lists[Lists / 2]) with { Limit = limits[Lists / 2] };

        var clock = Stopwatch.StartNew();
        for (string? next = ""; next is not null;)
        {
            var more = next.Length == 0 ? "" : $"&continue={next}";
            await server.SendAsync(subject.Server.Request("GET", $"{subject.Workspace.Pods}?limit={PageSize}{more}"), cancellation);
            next = Continued(server.Body);
        }
        yield return Row.Seconds($"list in pages of {PageSize}", clock.Elapsed.TotalSeconds);
    }

    private static async Task<double> TimeAsync(Connection connection, byte[] request, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        await connection.SendAsync(request, cancellation);
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>The token in a list's metadata, which comes before its items.</summary>
    private static string? Continued(ReadOnlySpan<byte> list)
    {
        var head = list[..Math.Min(list.Length, 2048)];
        var items = head.IndexOf("\"items\":"u8);
        if (items >= 0) head = head[..items];
        var start = head.IndexOf("\"continue\":\""u8);
        if (start < 0) return null;
        var text = head[(start + 12)..];
        var token = System.Text.Encoding.ASCII.GetString(text[..text.IndexOf((byte)'"')]);
        return token.Length == 0 ? null : token;
    }
}
