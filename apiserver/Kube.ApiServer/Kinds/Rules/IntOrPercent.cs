using System.Globalization;
using Kube.ApiServer.Validation;

namespace Kube.ApiServer.Kinds.Rules;

/// <summary>An IntOrString that is a count or a percentage, as in maxSurge.</summary>
internal static class IntOrPercent
{
    /// <summary>The number before the percent sign, or null for anything else.</summary>
    public static int? Percent(object? value) =>
        value is string text && text.EndsWith('%') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : null;

    /// <summary>A count as it is, a percentage as its number: <c>getIntOrPercentValue</c>.</summary>
    public static long Magnitude(object? value) => value as long? ?? Percent(value) ?? 0;

    public static void PositiveIntOrPercent(this FieldErrors errors, FieldPath at, object? value)
    {
        if (value is string text)
        {
            if (Percent(text) is null) errors.Invalid(at, text, "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')");
        }
        else if (value is long and < 0)
        {
            errors.Invalid(at, value, FieldRules.Negative);
        }
    }

    public static void AtMostHundredPercent(this FieldErrors errors, FieldPath at, object? value)
    {
        if (Percent(value) > 100) errors.Invalid(at, value, "must not be greater than 100%");
    }
}
