using System.Collections.Concurrent;
using System.Threading.Channels;
using k8s.Models;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Machinery.Tests.Informers;

public sealed class InformerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<string> _events = new();
    private readonly Channel<bool> _happened = Channel.CreateUnbounded<bool>();

    [Fact]
    public async Task RunAsync_ListThenWatch_FollowsTheServer()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer("resourceVersion=0", """{"metadata":{"resourceVersion":"5"},"items":[{"metadata":{"name":"a","namespace":"n","resourceVersion":"4"}}]}""");
        server.Answer("watch=true&allowWatchBookmarks=true&resourceVersion=5",
            Event("ADDED", "b", 6) + Event("MODIFIED", "a", 7) + Event("BOOKMARK", "", 8) + Event("DELETED", "b", 9));
        server.Answer("watch=true&allowWatchBookmarks=true&resourceVersion=9", Event("ADDED", "c", 10), keepOpen: true);

        await RunAsync(server, async informer =>
        {
            await informer.Synced.WaitAsync(Patience);
            await HappenedAsync(5);
            Assert.Equal(["+a@4", "+b@6", "~a@7", "-b@9", "+c@10"], _events);
            Assert.Equal(["a", "c"], informer.Cache.List().Select(obj => obj.Metadata.Name).Order());
        });
    }

    [Fact]
    public async Task RunAsync_Expired_ListsAnewAndTellsTheDifferences()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer("?resourceVersion=0", """{"metadata":{"resourceVersion":"5"},"items":[{"metadata":{"name":"a","namespace":"n","resourceVersion":"4"}},{"metadata":{"name":"b","namespace":"n","resourceVersion":"5"}}]}""");
        server.Answer("resourceVersion=5", """{"type":"ERROR","object":{"kind":"Status","status":"Failure","reason":"Expired","code":410}}""" + "\n");
        server.Answer("?resourceVersion=&", "", status: 500);
        server.Answer("?resourceVersion=", """{"metadata":{"resourceVersion":"9"},"items":[{"metadata":{"name":"b","namespace":"n","resourceVersion":"7"}},{"metadata":{"name":"c","namespace":"n","resourceVersion":"8"}}]}""");
        server.Answer("resourceVersion=9", "", keepOpen: true);

        await RunAsync(server, async informer =>
        {
            await HappenedAsync(5);
            Assert.Equal(["+a@4", "+b@5", "~b@7", "+c@8", "-a@4"], _events);
        });
    }

    [Fact]
    public async Task RunAsync_Refused_TriesAgain()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer("resourceVersion=0", """{"kind":"Status","message":"starting"}""", status: 503);
        server.Answer("resourceVersion=0", """{"metadata":{"resourceVersion":"5"},"items":null}""");
        server.Answer("watch=true", "", keepOpen: true);

        await RunAsync(server, async informer =>
        {
            await informer.Synced.WaitAsync(Patience);
            Assert.Empty(informer.Cache.List());
        });
    }

    private async Task RunAsync(ScriptedServer server, Func<Informer<PartialObjectMetadata>, Task> test)
    {
        using var kubernetes = server.Connect();
        var resource = new ResourceType("", "v1", "things", "Thing");
        var source = new ListWatch<PartialObjectMetadata>(new ApiClient(kubernetes), new InformerOptions(resource));
        var informer = new Informer<PartialObjectMetadata>(source, TimeProvider.System, NullLogger.Instance);
        informer.Handle(new InformerHandler<PartialObjectMetadata>
        {
            Added = obj => Note('+', obj),
            Updated = (_, obj) => Note('~', obj),
            Deleted = obj => Note('-', obj),
        });
        using var stop = new CancellationTokenSource();
        var running = informer.RunAsync(stop.Token);
        await test(informer);
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    private void Note(char sign, PartialObjectMetadata obj)
    {
        _events.Enqueue($"{sign}{obj.Metadata.Name}@{obj.Metadata.ResourceVersion}");
        _happened.Writer.TryWrite(true);
    }

    private async Task HappenedAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await _happened.Reader.ReadAsync().AsTask().WaitAsync(Patience);
    }

    private static string Event(string type, string name, int version)
        => $$"""{"type":"{{type}}","object":{"metadata":{"name":"{{name}}","namespace":"n","resourceVersion":"{{version}}"} } }""" + "\n";
}
