using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kube.OpenApi.Scalars;

/// <summary>The text of meta/v1 Duration: Go's time.Duration, as in "1h30m0s".</summary>
public static class DurationText
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Unit, decimal Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("\u00b5s", 1_000), ("\u03bcs", 1_000), ("ms", 1_000_000),
        ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ];

    /// <exception cref="FormatException">The text is no duration; the message is Go's.</exception>
    public static string Canonicalize(string text) => Format(Parse(text));

    /// <returns>Nanoseconds.</returns>
    /// <exception cref="FormatException">The text is no duration; the message is Go's.</exception>
    public static long Parse(string text)
    {
        var rest = text.AsSpan();
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+")) rest = rest[1..];
        if (rest.SequenceEqual("0")) return 0;
        if (rest.IsEmpty) throw new FormatException($"time: invalid duration \"{text}\"");

        decimal total = 0;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOfAnyExcept(NumberCharacters);
            if (length < 0) length = rest.Length;
            if (!decimal.TryParse(rest[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                throw new FormatException($"time: invalid duration \"{text}\"");
            rest = rest[length..];

            var unitLength = rest.IndexOfAny(NumberCharacters);
            var unit = (unitLength < 0 ? rest : rest[..unitLength]).ToString();
            rest = rest[unit.Length..];
            if (unit.Length == 0) throw new FormatException($"time: missing unit in duration \"{text}\"");
            var known = Array.FindIndex(Units, known => known.Unit == unit);
            if (known < 0) throw new FormatException($"time: unknown unit \"{unit}\" in duration \"{text}\"");
            total += decimal.Truncate(number * Units[known].Nanoseconds);
            if (total > long.MaxValue) throw new FormatException($"time: invalid duration \"{text}\"");
        }
        return negative ? -(long)total : (long)total;
    }

    public static string Format(long nanoseconds)
    {
        if (nanoseconds == 0) return "0s";
        var text = new StringBuilder(nanoseconds < 0 ? "-" : "");
        var rest = Math.Abs((decimal)nanoseconds);
        if (rest < 1_000) return text.Append(Number(rest)).Append("ns").ToString();
        if (rest < 1_000_000) return text.Append(Number(rest / 1_000)).Append("\u00b5s").ToString();
        if (rest < 1_000_000_000) return text.Append(Number(rest / 1_000_000)).Append("ms").ToString();

        var minutes = decimal.Truncate(rest / 60_000_000_000);
        if (minutes >= 60) text.Append(Number(decimal.Truncate(minutes / 60))).Append('h');
        if (minutes >= 1) text.Append(Number(minutes % 60)).Append('m');
        return text.Append(Number((rest - (minutes * 60_000_000_000)) / 1_000_000_000)).Append('s').ToString();
    }

    private static string Number(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}
