using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Kube.ApiServer.Storage;

/// <summary>
/// Puts a revision into an object's bytes. Objects rest without <c>metadata.resourceVersion</c>, because it is known only once they
/// are committed; it is spliced in, right after <c>metadata.uid</c>, without decoding the object.
/// </summary>
internal static class ObjectBytes
{
    /// <summary>For reading what is stored: how deep an object may nest is decided where it comes in, not here.</summary>
    public static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = int.MaxValue };

    private const int MaxDigits = 19;

    private static ReadOnlySpan<byte> Start => "\"resourceVersion\":\""u8;

    private static ReadOnlySpan<byte> Uid => "\"uid\":\""u8;

    /// <summary>The object's bytes with <c>metadata.resourceVersion</c> set, in an array of exactly their size.</summary>
    public static byte[] WithResourceVersion(ReadOnlySpan<byte> value, long revision)
    {
        var gap = Find(value);
        Span<byte> field = stackalloc byte[Start.Length + MaxDigits + 3];
        field = field[..Write(gap, revision, field)];
        var result = GC.AllocateUninitializedArray<byte>(gap.Start + field.Length + value.Length - gap.End);
        value[..gap.Start].CopyTo(result);
        field.CopyTo(result.AsSpan(gap.Start));
        value[gap.End..].CopyTo(result.AsSpan(gap.Start + field.Length));
        return result;
    }

    /// <summary>Writes the same bytes to an output, with no array in between.</summary>
    public static void WriteWithResourceVersion(IBufferWriter<byte> output, ReadOnlySpan<byte> value, long revision)
    {
        var gap = Find(value);
        Span<byte> field = stackalloc byte[Start.Length + MaxDigits + 3];
        var length = Write(gap, revision, field);
        output.Write(value[..gap.Start]);
        output.Write(field[..length]);
        output.Write(value[gap.End..]);
    }

    private static int Write(Gap gap, long revision, Span<byte> field)
    {
        var length = 0;
        if (gap.NeedsCommaBefore) field[length++] = (byte)',';
        Start.CopyTo(field[length..]);
        length += Start.Length;
        Utf8Formatter.TryFormat(revision, field[length..], out var digits);
        length += digits;
        field[length++] = (byte)'"';
        if (gap.NeedsCommaAfter) field[length++] = (byte)',';
        return length;
    }

    private static Gap Find(ReadOnlySpan<byte> value) => FindAfterUid(value) ?? FindByReading(value);

    /// <summary>
    /// The place in an object as this server encodes it: metadata is the first object in it, and uid comes after nothing but texts and
    /// right before resourceVersion. Null for all others.
    /// </summary>
    private static Gap? FindAfterUid(ReadOnlySpan<byte> value)
    {
        if (value.Length < 2 || value[0] != '{') return null;
        var start = value[1..].IndexOf((byte)'{') + 2;
        if (!value[..start].EndsWith("\"metadata\":{"u8)) return null;
        var metadata = value[start..];
        var uid = metadata.IndexOf(Uid);
        // A quote inside of a text is escaped, so this is the start of a field.
        if (uid < 0 || metadata[..uid].IndexOfAny("{}[]"u8) >= 0 || metadata[..uid].IndexOf(Start) >= 0) return null;
        var length = metadata[(uid + Uid.Length)..].IndexOfAny((byte)'"', (byte)'\\');
        if (length < 0) return null;
        var end = uid + Uid.Length + length;
        if (metadata[end] != '"' || metadata[(end + 1)..].StartsWith(",\"resourceVersion\""u8)) return null;
        return new Gap(start + end + 1, start + end + 1, true, false);
    }

    private static Gap FindByReading(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value, ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMetadata = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            if (isMetadata && reader.TokenType == JsonTokenType.StartObject) return FindInMetadata(ref reader);
            reader.Skip();
        }

        throw new ArgumentException("The value is not a JSON object with metadata.", nameof(value));
    }

    private static Gap FindInMetadata(ref Utf8JsonReader reader)
    {
        var start = (int)reader.BytesConsumed;
        var afterUid = 0;
        var isEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            var nameStart = (int)reader.TokenStartIndex;
            var isVersion = reader.ValueTextEquals("resourceVersion"u8);
            var isUid = reader.ValueTextEquals("uid"u8);
            reader.Read();
            reader.Skip();
            if (isVersion) return new Gap(nameStart, (int)reader.BytesConsumed, false, false);
            if (afterUid > 0) break;
            if (isUid) afterUid = (int)reader.BytesConsumed;
        }

        return afterUid > 0 ? new Gap(afterUid, afterUid, true, false) : new Gap(start, start, false, !isEmpty);
    }

    /// <summary>The bytes to replace, and which commas must stand around the field in their place.</summary>
    private readonly record struct Gap(int Start, int End, bool NeedsCommaBefore, bool NeedsCommaAfter);
}
