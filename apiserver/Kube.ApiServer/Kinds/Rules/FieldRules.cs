using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Rules;

/// <summary>Checks of single fields that many kinds share, with upstream's texts.</summary>
internal static class FieldRules
{
    public const string Negative = "must be greater than or equal to 0";
    public const string NotPositive = "must be greater than zero";
    public const string Immutable = "field is immutable";

    public static void NonNegative(this FieldErrors errors, FieldPath at, JsonMap map, string key)
    {
        if (map.Long(key) is { } value and < 0) errors.Invalid(at.Child(key), value, Negative);
    }

    public static void Required(this FieldErrors errors, FieldPath at, JsonMap map, string key, string detail = "")
    {
        if (map.CountOf(key) == 0) errors.Required(at.Child(key), detail);
    }

    /// <summary>Refuses values outside the list; with <paramref name="required"/> also none.</summary>
    public static void OneOf(this FieldErrors errors, FieldPath at, JsonMap map, string key, IReadOnlyList<string> supported, bool required = false)
    {
        if (map.String(key) is not { Length: > 0 } value)
        {
            if (required) errors.Required(at.Child(key));
            return;
        }
        if (!supported.Contains(value)) errors.NotSupported(at.Child(key), value, supported);
    }

    public static void Unchanged(this FieldErrors errors, FieldPath at, JsonMap now, JsonMap before, string key)
    {
        if (!now.SameField(before, key)) errors.Invalid(at.Child(key), now[key], Immutable);
    }

    public static void DnsLabel(this FieldErrors errors, FieldPath at, string value) => errors.InvalidAll(at, value, DnsNames.Label(value));

    public static void DnsSubdomain(this FieldErrors errors, FieldPath at, string value) => errors.InvalidAll(at, value, DnsNames.Subdomain(value));

    public static void QualifiedName(this FieldErrors errors, FieldPath at, string value) => errors.InvalidAll(at, value, LabelNames.Key(value));

    public static void Port(this FieldErrors errors, FieldPath at, long port) => errors.InvalidAll(at, port, Ports.Number(port));

    /// <param name="port">An IntOrString: a port number or the name of one.</param>
    public static void PortOrName(this FieldErrors errors, FieldPath at, object? port)
    {
        if (port is string name) errors.InvalidAll(at, name, Ports.Name(name));
        else errors.Port(at, port as long? ?? 0);
    }

    public static void InRange(this FieldErrors errors, FieldPath at, long value, long low, long high)
    {
        if (value < low || value > high) errors.Invalid(at, value, ValidationMessages.InclusiveRange(low, high));
    }
}
