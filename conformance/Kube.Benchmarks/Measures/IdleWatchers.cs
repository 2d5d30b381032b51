using System.Net;
using System.Runtime.CompilerServices;
using Kube.Benchmarks.Reports;
using Kube.Benchmarks.Targets;

namespace Kube.Benchmarks.Measures;

/// <summary>What watchers cost while nothing happens: 10,000 of them over HTTP/2, a hundred a connection, as client libraries hold them.</summary>
internal static class IdleWatchers
{
    private const int Clients = 100;
    private const int WatchesEach = 100;

    public static async IAsyncEnumerable<Row> RunAsync(Subject subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (subject.Own is not { } own) yield break;
        var clients = Enumerable.Range(0, Clients).Select(_ => Client(subject.Server)).ToList();
        var watches = new List<HttpResponseMessage>();
        try
        {
            foreach (var client in clients) (await client.GetAsync("/readyz", cancellation)).Dispose();
            var before = own.ResidentBytes();
            var path = $"{subject.Workspace.ConfigMaps}?watch=true&timeoutSeconds=600&resourceVersion=0&sendInitialEvents=false&resourceVersionMatch=NotOlderThan";
            foreach (var client in clients)
            {
                watches.AddRange(await Task.WhenAll(Enumerable.Range(0, WatchesEach).Select(_ => client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellation))));
            }
            yield return Row.Bytes("idle watcher", (own.ResidentBytes() - before) / (double)watches.Count(watch => watch.IsSuccessStatusCode));
        }
        finally
        {
            foreach (var watch in watches) watch.Dispose();
            foreach (var client in clients) client.Dispose();
        }
    }

    private static HttpClient Client(Target target)
    {
        var handler = new SocketsHttpHandler { SslOptions = target.Tls };
        handler.SslOptions.ApplicationProtocols = null;
        var client = new HttpClient(handler) { BaseAddress = new Uri($"https://{target.Host}:{target.Port}"), DefaultRequestVersion = HttpVersion.Version20 };
        if (target.Token is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", target.Token);
        return client;
    }
}
