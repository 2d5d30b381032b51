using System.Globalization;

namespace Kube.OpenApi.Json;

/// <summary>A floating-point number as Go's encoding/json writes it.</summary>
internal static class GoNumber
{
    /// <summary>The shortest digits that read back the same; an exponent only below 1e-6 and from 1e21 on.</summary>
    public static string Format(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (text.IndexOf('E') is var at && at < 0) return text;

        var exponent = int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent is < -6 or >= 21) return $"{text[..at]}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent):00}";

        // Every number between is exact as a decimal of at most 28 digits.
        return decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }
}
