using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Kube.OpenApi.Json;

namespace Kube.OpenApi.Writing;

/// <summary>A growing buffer of UTF-8 JSON. Keeps its memory when reset, unless a document was uncommonly large.</summary>
internal sealed class Utf8Output
{
    private const int KeptSize = 1 << 20;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    private byte[] _buffer = new byte[4096];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Reset()
    {
        _length = 0;
        if (_buffer.Length > KeptSize) _buffer = new byte[4096];
    }

    public void Byte(char ascii)
    {
        if (_length == _buffer.Length) Grow(1);
        _buffer[_length++] = (byte)ascii;
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Space(bytes.Length));
        _length += bytes.Length;
    }

    public void Integer(long value)
    {
        Utf8Formatter.TryFormat(value, Space(20), out var written);
        _length += written;
    }

    public void Number(double value) => Unescaped(GoNumber.Format(value));

    public void String(string text)
    {
        Byte('"');
        var rest = text.AsSpan();
        for (int at; (at = rest.IndexOfAny(Escaped)) >= 0; rest = rest[(at + 1)..])
        {
            Unescaped(rest[..at]);
            Escape(rest[at]);
        }
        Unescaped(rest);
        Byte('"');
    }

    private void Unescaped(ReadOnlySpan<char> text) =>
        _length += Encoding.UTF8.GetBytes(text, Space(Encoding.UTF8.GetMaxByteCount(text.Length)));

    private void Escape(char character) => Unescaped(character switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => @"\b",
        '\f' => @"\f",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)character:x4}"),
    });

    private Span<byte> Space(int count)
    {
        if (_buffer.Length - _length < count) Grow(count);
        return _buffer.AsSpan(_length);
    }

    private void Grow(int count) => Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
}
