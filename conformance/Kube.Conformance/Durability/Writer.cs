using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Kube.Conformance.Durability;

/// <summary>
/// One client that reads an object and then changes what it read, again and again, on names it shares with the others. It never tries a
/// write again: the next one starts with what is there then.
/// </summary>
internal sealed class Writer(ObjectClient client, History history, int number, IReadOnlyList<string> names)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private int _count;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var name = names[Random.Shared.Next(names.Count)];
            if (await ReadAsync(name) is not { } current || !await WriteAsync(Next(current))) await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private Operation Next(Reading current)
    {
        var kind = current.Revision == 0 ? OperationKind.Create
            : Random.Shared.Next(5) switch { 0 => OperationKind.Delete, 1 or 2 => OperationKind.Patch, _ => OperationKind.Replace };
        return new Operation(kind, current.Name, $"{number}-{++_count}", current.Revision, history.Step());
    }

    /// <summary>Null when there was no answer.</summary>
    private async Task<Reading?> ReadAsync(string name)
    {
        var started = history.Step();
        try
        {
            var (status, body) = await client.ReadAsync(name);
            if (status is not (HttpStatusCode.OK or HttpStatusCode.NotFound)) return null;
            var found = status == HttpStatusCode.OK;
            var reading = new Reading(name, found ? Revision(body) : 0, found ? (string)body["data"]!["tag"]! : "", started, history.Step());
            history.Readings.Add(reading);
            return reading;
        }
        catch (Exception e) when (ObjectClient.IsLost(e))
        {
            return null;
        }
    }

    /// <returns>Whether there was an answer.</returns>
    private async Task<bool> WriteAsync(Operation write)
    {
        try
        {
            var (status, body) = await client.WriteAsync(write);
            var end = (int)status switch { 200 or 201 => OperationEnd.Acknowledged, 404 or 409 => OperationEnd.Refused, _ => OperationEnd.Unknown };
            var revision = end == OperationEnd.Acknowledged && write.Kind != OperationKind.Delete ? Revision(body) : 0;
            history.Add(write with { End = end, Ended = history.Step(), Revision = revision });
            return true;
        }
        catch (Exception e) when (ObjectClient.IsLost(e))
        {
            history.Add(write);
            return false;
        }
    }

    private static long Revision(JsonNode body) => long.Parse((string)body["metadata"]!["resourceVersion"]!, CultureInfo.InvariantCulture);
}
