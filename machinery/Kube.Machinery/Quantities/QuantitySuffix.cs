using System.Globalization;

namespace Kube.Machinery.Quantities;

/// <summary>The power a suffix stands for: <c>Base ^ Exponent</c>.</summary>
internal readonly record struct QuantitySuffix(int Base, int Exponent, QuantityFormat Format)
{
    private const string DecimalLetters = "num kMGTPE";
    private const string BinaryLetters = "KMGTPE";

    public static bool TryParse(ReadOnlySpan<char> text, out QuantitySuffix suffix)
    {
        suffix = new QuantitySuffix(10, 0, QuantityFormat.DecimalSI);
        if (text.IsEmpty)
            return true;
        if (text.Length == 1 && text[0] != ' ' && DecimalLetters.IndexOf(text[0]) is >= 0 and var at)
        {
            suffix = suffix with { Exponent = (at - 3) * 3 };
            return true;
        }
        if (text.Length == 2 && text[1] == 'i' && BinaryLetters.IndexOf(text[0]) is >= 0 and var power)
        {
            suffix = new QuantitySuffix(2, (power + 1) * 10, QuantityFormat.BinarySI);
            return true;
        }
        if (text[0] is not ('e' or 'E')
            || !int.TryParse(text[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
            return false;
        suffix = new QuantitySuffix(10, exponent, QuantityFormat.DecimalExponent);
        return true;
    }

    /// <summary>The suffix of a power of ten. Powers beyond E, which DecimalSI cannot name, become exponents.</summary>
    public static string Decimal(int exponent, QuantityFormat format)
    {
        if (exponent == 0)
            return "";
        return format == QuantityFormat.DecimalSI && exponent is >= -9 and <= 18
            ? DecimalLetters[(exponent / 3) + 3].ToString()
            : "e" + exponent.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The suffix of a power of 1024.</summary>
    public static string Binary(int power) => power == 0 ? "" : BinaryLetters[power - 1] + "i";

    public const int MaxBinaryPower = 6;
}
