using System.Globalization;
using System.Text.Json.Nodes;
using Kube.Conformance.Support;

namespace Kube.Conformance.Durability;

/// <summary>
/// Kills an API server with <c>kill -9</c> at random points, while it starts too, again and again under writers and watchers, and checks all
/// they were told in the end.
/// </summary>
internal sealed class CrashRun(PrivateApiServer server, params string[] flags)
{
    private const int Writers = 8;
    private const int Watchers = 4;
    private const string Space = "default";

    /// <summary>Few enough that writers get in each other's way.</summary>
    private static readonly string[] Names = [.. Enumerable.Range(0, 30).Select(i => $"shared-{i}")];

    private readonly History _history = new();

    public async Task<CrashReport> RunAsync(int rounds)
    {
        await server.StartAsync(flags);
        using var client = Client();
        var start = Revision((await client.ReadAsync()).Body);
        using var stopWriting = new CancellationTokenSource();
        using var stopWatching = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Writers + Watchers).Select(_ => Client()).ToList();
        var watchers = clients.Skip(Writers).Select(own => new Watcher(own, start)).ToList();
        var watching = watchers.Select(watcher => Task.Run(() => watcher.RunAsync(stopWatching.Token))).ToList();
        var writing = clients.Take(Writers).Select((own, number) => Task.Run(() => new Writer(own, _history, number, Names).RunAsync(stopWriting.Token))).ToList();

        for (var round = 0; round < rounds; round++) await CrashAsync();

        await stopWriting.CancelAsync();
        await Task.WhenAll(writing);
        var last = await WriteLastAsync(client);
        await Eventually.IsAsync("every watcher has seen the last write", () => Task.FromResult(watchers.Min(watcher => watcher.Seen)), seen => seen >= last);
        await stopWatching.CancelAsync();
        await Task.WhenAll(watching);
        var final = await ListAsync(client);
        foreach (var own in clients) own.Dispose();
        return new CrashReport(
            rounds, _history, watchers.Sum(watcher => watcher.Connections), watchers[0].Changes.Count,
            [.. watchers.SelectMany(watcher => watcher.Complaints), .. HistoryCheck.Run(_history, [.. watchers.Select(watcher => watcher.Changes)], final)]);
    }

    private async Task CrashAsync()
    {
        var goal = _history.Acknowledged + Random.Shared.Next(1, 200);
        await Eventually.IsAsync("writes go on", () => Task.FromResult(_history.Acknowledged), count => count >= goal);
        await Task.Delay(Random.Shared.Next(20));
        await server.StopAsync();
        if (Random.Shared.Next(4) == 0)
        {
            await server.LaunchAsync(flags);
            await Task.Delay(Random.Shared.Next(1000));
        }

        await server.StartAsync(flags);
    }

    /// <summary>A write of its own, by which everybody knows that there is nothing more to come.</summary>
    private async Task<long> WriteLastAsync(ObjectClient client)
    {
        var write = new Operation(OperationKind.Create, "last", "last", 0, _history.Step());
        var (_, body) = await client.WriteAsync(write);
        _history.Add(write with { End = OperationEnd.Acknowledged, Ended = _history.Step(), Revision = Revision(body) });
        return Revision(body);
    }

    private static async Task<Dictionary<string, Change>> ListAsync(ObjectClient client) =>
        (await client.ReadAsync()).Body["items"]!.AsArray().Select(item => new Change(Revision(item!), "ADDED", (string)item!["metadata"]!["name"]!, (string)item["data"]!["tag"]!))
            .ToDictionary(item => item.Name);

    private static long Revision(JsonNode obj) => long.Parse((string)obj["metadata"]!["resourceVersion"]!, CultureInfo.InvariantCulture);

    private ObjectClient Client() => new(server.Url, PrivateApiServer.AdminToken, Space);
}
