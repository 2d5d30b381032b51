using System.Globalization;
using System.Numerics;

namespace Kube.OpenApi.Scalars;

/// <summary>
/// The text of a resource quantity as a server shows it after decoding: see "Canonical form" in
/// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ and apimachinery's resource.ParseQuantity.
/// </summary>
public static class QuantityText
{
    public const string WrongFormat = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    public const string WrongSuffix = "unable to parse quantity's suffix";

    /// <summary>What apimachinery can hold without big numbers; it decides which texts it keeps as they are.</summary>
    private const int ExactDigits = 18;

    private static readonly TextMemo<string> Known = new();

    private static readonly BigInteger BinaryMaximum = long.MaxValue;

    private enum Format
    {
        DecimalSi,
        BinarySi,
        DecimalExponent,
    }

    /// <exception cref="FormatException">The text is no quantity; the message is upstream's.</exception>
    public static string Canonicalize(string text)
    {
        if (Known.TryGet(text, out var canonical)) return canonical;
        canonical = Write(text);
        Known.Set(text, canonical);
        return canonical;
    }

    private static string Write(string text)
    {
        text = text.Trim();
        if (text.Length == 0) throw new FormatException(WrongFormat);
        if (text == "0") return text;

        var parts = Split(text);
        var (format, exponent) = Interpret(parts.Suffix);
        if (IsKept(parts, format, exponent)) return text;

        var unscaled = BigInteger.Parse(parts.Whole + parts.Fraction, NumberStyles.None, CultureInfo.InvariantCulture);
        return Write(parts.Negative, unscaled, -parts.Fraction.Length, format, exponent);
    }

    private static Parts Split(string text)
    {
        var at = text[0] is '-' or '+' ? 1 : 0;
        while (at < text.Length && text[at] == '0') at++;
        if (at == text.Length) return new(text[0] == '-', "0", "", "");

        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        var whole = at == start ? "0" : text[start..at];
        var fraction = "";
        if (at < text.Length && text[at] == '.')
        {
            start = ++at;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            fraction = text[start..at];
        }

        start = at;
        while (at < text.Length && "eEinumkKMGTP".Contains(text[at])) at++;
        if (at < text.Length && text[at] is '-' or '+') at++;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return at == text.Length ? new(text[0] == '-', whole, fraction, text[start..]) : throw new FormatException(WrongFormat);
    }

    private static (Format, int) Interpret(string suffix) => suffix switch
    {
        "" => (Format.DecimalSi, 0),
        "n" => (Format.DecimalSi, -9),
        "u" => (Format.DecimalSi, -6),
        "m" => (Format.DecimalSi, -3),
        "k" => (Format.DecimalSi, 3),
        "M" => (Format.DecimalSi, 6),
        "G" => (Format.DecimalSi, 9),
        "T" => (Format.DecimalSi, 12),
        "P" => (Format.DecimalSi, 15),
        "E" => (Format.DecimalSi, 18),
        "Ki" => (Format.BinarySi, 10),
        "Mi" => (Format.BinarySi, 20),
        "Gi" => (Format.BinarySi, 30),
        "Ti" => (Format.BinarySi, 40),
        "Pi" => (Format.BinarySi, 50),
        "Ei" => (Format.BinarySi, 60),
        ['e' or 'E', .. var digits] when int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) =>
            (Format.DecimalExponent, power),
        _ => throw new FormatException(WrongSuffix),
    };

    /// <summary>Upstream keeps some texts as given, most of them canonical already; the rule is its own, not the canonical form's.</summary>
    private static bool IsKept(Parts parts, Format format, int exponent)
    {
        if (format == Format.BinarySi)
        {
            return parts.Fraction.Length == 0
                && 15 - parts.Whole.Length - (int)(exponent * 3 / 10f) - 1 >= 0
                && (long.Parse(parts.Whole, CultureInfo.InvariantCulture) & 7) != 0;
        }
        var digits = parts.Whole + parts.Fraction;
        var scale = exponent - parts.Fraction.Length;
        return digits.Length <= ExactDigits && scale >= -9 && scale % 3 == 0
            && !digits.EndsWith("000", StringComparison.Ordinal) && digits[0] != '0';
    }

    private static string Write(bool negative, BigInteger unscaled, int scale, Format format, int exponent)
    {
        if (format == Format.BinarySi) unscaled *= BigInteger.Pow(2, exponent);
        else scale += exponent;

        // Whatever is not zero is at least the smallest amount that can be said, 1n.
        if (scale < -9)
        {
            unscaled = DivideUp(unscaled, -9 - scale);
            scale = -9;
        }
        if (unscaled.IsZero) return "0";
        var sign = negative ? "-" : "";
        if (format == Format.BinarySi && TryWriteBinary(unscaled, scale) is { } binary) return sign + binary;
        return sign + WriteDecimal(unscaled, scale, format);
    }

    /// <summary>Null when the amount is better said in decimal: below 1024, or with a fraction.</summary>
    private static string? TryWriteBinary(BigInteger unscaled, int scale)
    {
        var unit = BigInteger.Pow(10, -scale);
        if (unscaled > BinaryMaximum * unit) (unscaled, unit) = (BinaryMaximum, BigInteger.One);
        if (unscaled < 1024 * unit || !(unscaled % unit).IsZero) return null;
        var whole = unscaled / unit;
        var power = 0;
        for (; whole >= 1024 && (whole % 1024).IsZero; power++) whole /= 1024;
        return whole + (power == 0 ? "" : "KMGTPE"[power - 1] + "i");
    }

    private static string WriteDecimal(BigInteger unscaled, int scale, Format format)
    {
        for (; (unscaled % 10).IsZero; scale++) unscaled /= 10;
        for (; scale % 3 != 0; scale--) unscaled *= 10;
        if (format == Format.DecimalExponent) return unscaled + (scale == 0 ? "" : $"e{scale}");
        return unscaled + (scale is >= -9 and <= 18 ? new[] { "n", "u", "m", "", "k", "M", "G", "T", "P", "E" }[(scale / 3) + 3] : "");
    }

    private static BigInteger DivideUp(BigInteger value, int powerOfTen)
    {
        // Spares a number of a billion digits, which "1e-999999999" would ask for.
        if (powerOfTen > value.GetBitLength()) return value.IsZero ? value : BigInteger.One;
        var quotient = BigInteger.DivRem(value, BigInteger.Pow(10, powerOfTen), out var remainder);
        return remainder.IsZero ? quotient : quotient + 1;
    }

    /// <param name="Negative">The text begins with a minus.</param>
    /// <param name="Whole">The digits before the point without leading zeros; 0 without any.</param>
    /// <param name="Fraction">The digits after the point.</param>
    /// <param name="Suffix">What follows the number.</param>
    private readonly record struct Parts(bool Negative, string Whole, string Fraction, string Suffix);
}
