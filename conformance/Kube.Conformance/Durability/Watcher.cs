using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kube.Conformance.Durability;

/// <summary>One client that follows all changes and, whenever it loses the server, goes on after the last one it was shown.</summary>
internal sealed class Watcher(ObjectClient client, long after)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private long _seen = after;

    /// <summary>What it was shown, in that order.</summary>
    public List<Change> Changes { get; } = [];

    /// <summary>What it should not have been told.</summary>
    public List<string> Complaints { get; } = [];

    public int Connections { get; private set; }

    /// <summary>Up to which revision it knows everything.</summary>
    public long Seen => Volatile.Read(ref _seen);

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var lines = await client.WatchAsync(Seen, stop);
                Connections++;
                while (await lines.ReadLineAsync(stop) is { } line) Take(JsonNode.Parse(line)!);
            }
            catch (HttpRequestException refused) when (refused.StatusCode == HttpStatusCode.Gone)
            {
                Complaints.Add($"the past after {Seen} is gone");
            }
            catch (Exception e) when (ObjectClient.IsLost(e) || e is JsonException)
            {
                // The server went, perhaps in the middle of a line.
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private void Take(JsonNode line)
    {
        var (type, obj) = ((string?)line["type"], line["object"]);
        if (type is not ("ADDED" or "MODIFIED" or "DELETED" or "BOOKMARK"))
        {
            Complaints.Add($"after {Seen}: {line.ToJsonString()}");
            return;
        }

        var revision = long.Parse((string)obj!["metadata"]!["resourceVersion"]!, CultureInfo.InvariantCulture);
        if (revision < Seen || (revision == Seen && type != "BOOKMARK")) Complaints.Add($"{type} of {revision} came after {Seen}");
        if (type != "BOOKMARK") Changes.Add(new Change(revision, type, (string)obj["metadata"]!["name"]!, (string)obj["data"]!["tag"]!));
        Volatile.Write(ref _seen, revision);
    }
}
