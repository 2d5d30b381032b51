using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using k8s.Models;
using Kube.Machinery.Clients;

namespace Kube.Machinery.Informers;

/// <summary>Cuts the body of a watch, one JSON document a line, into events.</summary>
internal static class WatchReader
{
    public static async IAsyncEnumerable<WatchEvent<T>> ReadAsync<T>(
        Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var pipe = PipeReader.Create(body, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            while (true)
            {
                var read = await pipe.ReadAsync(cancellationToken);
                var buffer = read.Buffer;
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    if (Parse<T>(buffer.Slice(0, end)) is { } watchEvent)
                        yield return watchEvent;
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                }
                pipe.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                    yield break;
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private static WatchEvent<T>? Parse<T>(ReadOnlySequence<byte> line)
        where T : class
    {
        var bytes = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
        if (bytes.Trim(" \r"u8).IsEmpty)
            return null;

        WatchEventKind? kind = null;
        var obj = ReadOnlySpan<byte>.Empty;
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isObject = reader.ValueTextEquals("object"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (isType)
                kind = KindOf(reader);
            reader.Skip();
            if (isObject)
                obj = bytes[start..(int)reader.BytesConsumed];
        }
        return kind switch
        {
            null => throw new JsonException("a watch event of unknown type"),
            WatchEventKind.Error => new WatchEvent<T>(WatchEventKind.Error, null, ModelJson.Deserialize<V1Status>(obj)),
            _ => new WatchEvent<T>(kind.Value, ModelJson.Deserialize<T>(obj), null),
        };
    }

    private static WatchEventKind? KindOf(in Utf8JsonReader reader)
        => reader.ValueTextEquals("ADDED"u8) ? WatchEventKind.Added
            : reader.ValueTextEquals("MODIFIED"u8) ? WatchEventKind.Modified
            : reader.ValueTextEquals("DELETED"u8) ? WatchEventKind.Deleted
            : reader.ValueTextEquals("BOOKMARK"u8) ? WatchEventKind.Bookmark
            : reader.ValueTextEquals("ERROR"u8) ? WatchEventKind.Error
            : null;
}
