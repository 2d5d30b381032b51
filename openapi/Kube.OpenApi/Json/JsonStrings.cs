using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Kube.OpenApi.Json;

/// <summary>The text of a string token, read as leniently as Go does.</summary>
public static class JsonStrings
{
    /// <summary>The property name or string the reader stands on; what is no UTF-8, or half a surrogate pair, becomes U+FFFD.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return Encoding.UTF8.GetString(reader.ValueSpan);
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(reader.ValueSpan);
        }
    }

    private static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder();
        while (!escaped.IsEmpty)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0) plain = escaped.Length;
            text.Append(Encoding.UTF8.GetString(escaped[..plain]));
            escaped = escaped[plain..];
            if (escaped.IsEmpty) break;
            if (escaped[1] != 'u')
            {
                text.Append((char)escaped[1] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other });
                escaped = escaped[2..];
                continue;
            }
            text.Append((char)Convert.ToUInt16(Encoding.ASCII.GetString(escaped[2..6]), 16));
            escaped = escaped[6..];
        }
        return ReplaceLoneSurrogates(text.ToString());
    }

    private static string ReplaceLoneSurrogates(string text)
    {
        var whole = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var good = Rune.DecodeFromUtf16(rest, out var rune, out var used) == OperationStatus.Done;
            whole.Append(good ? rune.ToString() : "\uFFFD");
            rest = rest[used..];
        }
        return whole.ToString();
    }
}
