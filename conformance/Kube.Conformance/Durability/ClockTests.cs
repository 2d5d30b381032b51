using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Kube.Conformance.Support;

namespace Kube.Conformance.Durability;

/// <summary>
/// A machine's clock that is set forth and back by hours, as Debian's libfaketime shows it to one process: times of day change, the time that
/// passes does not.
/// </summary>
public sealed class ClockTests : IAsyncLifetime
{
    private static readonly int[] Hours = [0, 10, -10, 3000, -3000, 0];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-clock-");
    private readonly PrivateApiServer _server;
    private readonly ObjectClient _client;

    public ClockTests()
    {
        _server = new PrivateApiServer
        {
            Environment = new Dictionary<string, string>
            {
                ["LD_PRELOAD"] = Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 }).First(),
                ["FAKETIME_TIMESTAMP_FILE"] = Offset,
                ["FAKETIME_NO_CACHE"] = "1",
                ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            },
        };
        _client = new ObjectClient(_server.Url, PrivateApiServer.AdminToken, "default");
    }

    private string Offset => Path.Combine(_folder.FullName, "offset");

    public Task InitializeAsync() => SetAsync(0);

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Clock_SetForthAndBack_ServerGoesOnAndKeepsItsHistory()
    {
        await _server.StartAsync();
        var history = new History();
        var watcher = new Watcher(_client, Revision((await _client.ReadAsync()).Body));
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(() => watcher.RunAsync(stop.Token));

        foreach (var hours in Hours) await WriteAsync(history, hours);
        await _server.StopAsync();
        await _server.StartAsync();
        await WriteAsync(history, -20);

        var last = history.Operations.Max(write => write.Revision);
        await Eventually.IsAsync("the watcher has seen the last write", () => Task.FromResult(watcher.Seen), seen => seen >= last);
        await stop.CancelAsync();
        await watching;
        Assert.Empty(watcher.Complaints);
        Assert.Empty(HistoryCheck.Run(history, [watcher.Changes], new Replay(watcher.Changes).State));
    }

    private async Task WriteAsync(History history, int hours)
    {
        await SetAsync(hours);
        foreach (var number in Enumerable.Range(0, 3))
        {
            var name = $"at-{number}-{history.Operations.Count}";
            var write = new Operation(OperationKind.Create, name, name, 0, history.Step());
            var (status, body) = await _client.WriteAsync(write);
            Assert.Equal(HttpStatusCode.Created, status);
            history.Add(write with { End = OperationEnd.Acknowledged, Ended = history.Step(), Revision = Revision(body) });
            var made = DateTimeOffset.Parse((string)body["metadata"]!["creationTimestamp"]!, CultureInfo.InvariantCulture);
            Assert.InRange(made - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(hours - 1), TimeSpan.FromHours(hours + 1));
        }
    }

    private Task SetAsync(int hours) => File.WriteAllTextAsync(Offset, $"{hours:+0;-0;+0}h");

    private static long Revision(JsonNode obj) => long.Parse((string)obj["metadata"]!["resourceVersion"]!, CultureInfo.InvariantCulture);
}
