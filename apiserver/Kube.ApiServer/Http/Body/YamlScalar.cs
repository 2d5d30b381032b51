using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Kube.ApiServer.Http.Body;

/// <summary>What a scalar stands for by go-yaml v2's resolution table.</summary>
internal static class YamlScalar
{
    public static object? Resolve(Scalar scalar)
    {
        var tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        if (tag is "tag:yaml.org,2002:str" or "!") return scalar.Value;
        if (scalar.Style != ScalarStyle.Plain) return scalar.Value;
        return scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => true,
            "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => false,
            var text => Number(text) ?? text,
        };
    }

    private static object? Number(string text)
    {
        if (!(char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.')) return null;
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (Integer(plain) is { } integer) return integer;
        // go-yaml takes only what looks like a float; "1e3" does, "1.2.3" does not.
        var looksNumeric = plain.All(character => char.IsAsciiDigit(character) || character is '.' or 'e' or 'E' or '+' or '-');
        return looksNumeric && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    private static long? Integer(string text)
    {
        var negative = text[0] == '-';
        var digits = text[0] is '-' or '+' ? text[1..] : text;
        if (digits.Length == 0) return null;
        try
        {
            if (digits.StartsWith("0x", StringComparison.Ordinal)) return Sign(Convert.ToInt64(digits[2..], 16), negative);
            if (digits.StartsWith("0b", StringComparison.Ordinal)) return Sign(Convert.ToInt64(digits[2..], 2), negative);
            if (digits.StartsWith("0o", StringComparison.Ordinal)) return Sign(Convert.ToInt64(digits[2..], 8), negative);
            if (digits.Length > 1 && digits[0] == '0' && digits.All(digit => digit is >= '0' and <= '7')) return Sign(Convert.ToInt64(digits, 8), negative);
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static long Sign(long value, bool negative) => negative ? -value : value;
}
