using System.Globalization;
using System.Numerics;

namespace Kube.Machinery.Quantities;

internal static class QuantityFormatter
{
    private static readonly BigInteger Thousand = 1000;
    private static readonly BigInteger Nano = 1_000_000_000;

    public static string Format(Quantity quantity)
    {
        if (quantity.IsZero)
            return "0";
        return quantity.Format == QuantityFormat.BinarySI && IsWholeAndLarge(quantity.Nanos)
            ? Binary(quantity.Nanos / Nano)
            : Decimal(quantity.Nanos, quantity.Format);
    }

    // Small or fractional binary amounts are written in decimal so that nothing is lost.
    private static bool IsWholeAndLarge(BigInteger nanos)
        => BigInteger.Abs(nanos) >= 1024 * Nano && (nanos % Nano).IsZero;

    private static string Binary(BigInteger amount)
    {
        var power = 0;
        while (power < QuantitySuffix.MaxBinaryPower && (amount % 1024).IsZero)
        {
            amount /= 1024;
            power++;
        }
        return amount.ToString(CultureInfo.InvariantCulture) + QuantitySuffix.Binary(power);
    }

    private static string Decimal(BigInteger amount, QuantityFormat format)
    {
        var exponent = -9;
        while (true)
        {
            var quotient = BigInteger.DivRem(amount, Thousand, out var rest);
            if (!rest.IsZero)
                break;
            amount = quotient;
            exponent += 3;
        }
        var written = format == QuantityFormat.BinarySI ? QuantityFormat.DecimalSI : format;
        return amount.ToString(CultureInfo.InvariantCulture) + QuantitySuffix.Decimal(exponent, written);
    }
}
