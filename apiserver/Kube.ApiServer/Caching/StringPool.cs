using System.Text;

namespace Kube.ApiServer.Caching;

/// <summary>
/// Gives equal short texts as one string, mostly: a fixed table in which a newcomer replaces what it collides with, so it needs no
/// lock and never grows. Labels, namespaces and field values repeat over thousands of objects.
/// </summary>
internal sealed class StringPool
{
    public static readonly StringPool Shared = new();

    private const int Size = 4096;
    private const int MaxLength = 128;
    private readonly string?[] _strings = new string?[Size];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxLength) return Encoding.UTF8.GetString(utf8);
        Span<char> text = stackalloc char[MaxLength];
        return Get(text[..Encoding.UTF8.GetChars(utf8, text)]);
    }

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return string.Empty;
        if (text.Length > MaxLength) return new string(text);
        ref var slot = ref _strings[string.GetHashCode(text) & (Size - 1)];
        var pooled = slot;
        return pooled is not null && text.SequenceEqual(pooled) ? pooled : slot = new string(text);
    }
}
