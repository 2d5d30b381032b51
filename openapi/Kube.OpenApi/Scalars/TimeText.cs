using System.Globalization;

namespace Kube.OpenApi.Scalars;

/// <summary>The text of meta/v1 Time and MicroTime: RFC 3339 in UTC, with whole seconds or six digits of them.</summary>
public static class TimeText
{
    private const string SecondsLayout = "2006-01-02T15:04:05Z07:00";
    private const string MicrosLayout = "2006-01-02T15:04:05.000000Z07:00";

    private static readonly Part[] Parts =
    [
        new("year", 0, 4, "2006", "-", 0, 9999), new("month", 5, 2, "01", "-", 1, 12), new("day", 8, 2, "02", "T", 1, 31),
        new("hour", 11, 2, "15", ":", 0, 23), new("minute", 14, 2, "04", ":", 0, 59), new("second", 17, 2, "05", "", 0, 59),
    ];

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string FormatMicro(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.'ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>What a server shows of a time it was given: a fraction of a second is dropped, an offset applied.</summary>
    /// <exception cref="FormatException">The text is no RFC 3339 time; the message is Go's.</exception>
    public static string Canonicalize(string text)
    {
        if (IsCanonical(text)) return text;
        return TryParse(text, out var time) ? Format(time) : throw Refuse(text, SecondsLayout);
    }

    /// <inheritdoc cref="Canonicalize"/>
    public static string CanonicalizeMicro(string text)
    {
        // Go's layout asks for exactly six digits.
        var sixDigits = text.Length > 26 && text[19] == '.' && text.AsSpan(20).IndexOfAnyExceptInRange('0', '9') == 6;
        return sixDigits && TryParse(text, out var time) ? FormatMicro(time) : throw Refuse(text, MicrosLayout);
    }

    /// <summary>The time of a field; null where there is none, or no time.</summary>
    public static DateTimeOffset? Parse(string? text) => text is not null && TryParse(text, out var time) ? time : null;

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < 20 || text[10] != 'T') return false;
        // DateTimeOffset knows seven digits; more are cut, as both layouts would.
        var fraction = text[19] is '.' or ',' ? text.AsSpan(20).IndexOfAnyExceptInRange('0', '9') : 0;
        if (fraction < 0) return false;
        var zone = text[(19 + (fraction > 0 ? fraction + 1 : 0))..];
        var seconds = fraction > 0 ? $"{text[..19]}.{text.AsSpan(20, fraction).ToString().PadRight(7, '0')[..7]}" : text[..19] + ".0000000";
        return (zone == "Z" || (zone.Length == 6 && zone[0] is '+' or '-'))
            && DateTimeOffset.TryParseExact(
                seconds + zone, "yyyy-MM-dd'T'HH:mm:ss.fffffffK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    /// <summary>Whole seconds in UTC, as nearly every time that reaches a server.</summary>
    private static bool IsCanonical(string text) =>
        text.Length == 20 && text[19] == 'Z' && text[4] == '-' && text[7] == '-' && text[10] == 'T'
        && DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Go names the part of the layout where parsing stopped, or the part that is out of its range.</summary>
    private static FormatException Refuse(string text, string layout)
    {
        foreach (var part in Parts)
        {
            if (text.Length < part.At + part.Digits || text.AsSpan(part.At, part.Digits).ContainsAnyExceptInRange('0', '9'))
                return Stopped(text, layout, part.At, part.Layout);
            var number = int.Parse(text.AsSpan(part.At, part.Digits), CultureInfo.InvariantCulture);
            if (number < part.Least || number > part.Most) return new($"parsing time \"{text}\": {part.Name} out of range");
            if (!text.AsSpan(part.At + part.Digits).StartsWith(part.Separator, StringComparison.Ordinal))
                return Stopped(text, layout, part.At + part.Digits, part.Separator);
        }
        if (layout == MicrosLayout && text.AsSpan(19).IndexOf('.') != 0) return Stopped(text, layout, 19, ".000000");
        var day = int.Parse(text.AsSpan(8, 2), CultureInfo.InvariantCulture);
        var (year, month) = (int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(5, 2), CultureInfo.InvariantCulture));
        return year > 0 && day > DateTime.DaysInMonth(year, month)
            ? new($"parsing time \"{text}\": day out of range")
            : Stopped(text, layout, 19, "Z07:00");
    }

    private static FormatException Stopped(string text, string layout, int at, string expected) =>
        new($"parsing time \"{text}\" as \"{layout}\": cannot parse \"{(at < text.Length ? text[at..] : "")}\" as \"{expected}\"");

    private sealed record Part(string Name, int At, int Digits, string Layout, string Separator, int Least, int Most);
}
