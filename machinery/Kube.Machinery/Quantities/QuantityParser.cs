using System.Globalization;
using System.Numerics;

namespace Kube.Machinery.Quantities;

/// <summary>The grammar of <c>resource.ParseQuantity</c>, including what it forgives (<c>1.</c>, <c>.5</c>, <c>+2</c>).</summary>
internal static class QuantityParser
{
    public const string WrongFormat =
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    public const string WrongNumber = "unable to parse numeric part of quantity";
    public const string WrongSuffix = "unable to parse quantity's suffix";

    private const string SuffixLetters = "eEinumkKMGTP";

    // Larger exponents name no amount anyone can mean, and would let a few bytes of input cost much memory.
    private const int MaxExponent = 1000;

    private static readonly BigInteger MaxBinary = new BigInteger(long.MaxValue) * 1_000_000_000;

    public static bool TryParse(ReadOnlySpan<char> text, out Quantity quantity, out string? error)
    {
        quantity = default;
        error = null;
        if (text.IsEmpty)
            return Fail(WrongFormat, out error);

        var negative = text[0] == '-';
        var rest = text[0] is '-' or '+' ? text[1..] : text;
        var whole = LeadingDigits(rest);
        rest = rest[whole.Length..];
        var fraction = ReadOnlySpan<char>.Empty;
        if (!rest.IsEmpty && rest[0] == '.')
        {
            fraction = LeadingDigits(rest[1..]);
            rest = rest[(1 + fraction.Length)..];
        }
        if (!IsSuffixShaped(rest))
            return Fail(WrongFormat, out error);
        if (!QuantitySuffix.TryParse(rest, out var suffix))
            return Fail(WrongSuffix, out error);
        if (suffix.Exponent > MaxExponent || (whole.IsEmpty && fraction.IsEmpty && suffix.Base == 2))
            return Fail(WrongNumber, out error);

        var digits = BigInteger.Parse(string.Concat("0", whole, fraction), NumberStyles.None, CultureInfo.InvariantCulture);
        var nanos = suffix.Base == 2
            ? Scale(digits << suffix.Exponent, 9 - fraction.Length)
            : Scale(digits, 9 - fraction.Length + Math.Max(suffix.Exponent, -MaxExponent - text.Length));
        var format = suffix.Format;
        if (format == QuantityFormat.BinarySI)
        {
            nanos = BigInteger.Min(nanos, MaxBinary);
            if (nanos.Sign > 0 && nanos < 1_000_000_000)
                format = QuantityFormat.DecimalSI;
        }
        quantity = new Quantity(negative ? -nanos : nanos, format);
        return true;
    }

    private static bool Fail(string message, out string? error)
    {
        error = message;
        return false;
    }

    private static ReadOnlySpan<char> LeadingDigits(ReadOnlySpan<char> text)
        => text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? text[..end] : text;

    private static bool IsSuffixShaped(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(SuffixLetters);
        if (!text.IsEmpty && text[0] is '-' or '+')
            text = text[1..];
        return text.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    // Multiplies by a power of ten; what falls below one is rounded up, so that asking for little never yields nothing.
    private static BigInteger Scale(BigInteger digits, int power)
    {
        if (power >= 0)
            return digits * BigInteger.Pow(10, power);
        var quotient = BigInteger.DivRem(digits, BigInteger.Pow(10, -power), out var rest);
        return rest.IsZero ? quotient : quotient + 1;
    }
}
