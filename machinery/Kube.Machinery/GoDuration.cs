using System.Buffers;
using System.Globalization;

namespace Kube.Machinery;

/// <summary>Durations as Go's flags read them: <c>15s</c>, <c>1m30s</c>, <c>500ms</c>, <c>1.5h</c>.</summary>
public static class GoDuration
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan();
        if (rest is "0")
            return true;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            rest = rest[digits..];
            var letters = rest.IndexOfAny(Digits) is >= 0 and var end ? end : rest.Length;
            if (Unit(rest[..letters]) is not { } unit)
                return false;
            duration += unit * number;
            rest = rest[letters..];
        }
        return text.Length > 0;
    }

    private static TimeSpan? Unit(ReadOnlySpan<char> name) => name switch
    {
        "h" => TimeSpan.FromHours(1),
        "m" => TimeSpan.FromMinutes(1),
        "s" => TimeSpan.FromSeconds(1),
        "ms" => TimeSpan.FromMilliseconds(1),
        "us" or "µs" => TimeSpan.FromMicroseconds(1),
        _ => null,
    };
}
