using System.Buffers;
using System.Buffers.Text;

namespace Kube.OpenApi.Scalars;

/// <summary>The text of <c>[]byte</c>: standard base64 with padding; line breaks are let through, as by Go.</summary>
public static class Base64Text
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <exception cref="FormatException">The text is no base64; the message is Go's.</exception>
    public static string Canonicalize(string text)
    {
        if (text.AsSpan().ContainsAny('\r', '\n')) text = text.ReplaceLineEndings("");
        return Base64.IsValid(text) && !text.AsSpan().ContainsAny(' ', '\t') ? text : throw Refuse(text);
    }

    private static FormatException Refuse(string text)
    {
        var bad = text.AsSpan().IndexOfAnyExcept(Alphabet);
        var padding = text.IndexOf('=');
        // Go stops at the first character that cannot be there; a text that is cut short is wrong where its last group began.
        var at = (bad, padding) switch
        {
            ( >= 0, < 0) => bad,
            ( >= 0, _) when bad < padding => bad,
            (_, >= 0) when padding % 4 < 2 => padding,
            (_, >= 0) when padding + (4 - (padding % 4)) < text.Length => padding + (4 - (padding % 4)),
            (_, >= 0) => text.Length,
            _ => text.Length - (text.Length % 4),
        };
        return new($"illegal base64 data at input byte {at}");
    }
}
