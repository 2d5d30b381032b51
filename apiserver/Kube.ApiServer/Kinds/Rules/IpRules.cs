using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Kube.ApiServer.Validation;

namespace Kube.ApiServer.Kinds.Rules;

/// <summary>Addresses and networks: <c>apimachinery/pkg/util/validation/ip.go</c>.</summary>
internal static class IpRules
{
    /// <summary>Accepts what Go's net.ParseIP does: four decimal parts or IPv6, no zone, no shorthand.</summary>
    public static bool TryParse(string text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.Contains('%') || text.Contains('[') || text.Contains('/')) return false;
        if (!text.Contains(':') && text.Split('.') is not [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 }, { Length: > 0 }]) return false;
        if (!text.Contains(':')) text = WithoutLeadingZeros(text);
        if (!IPAddress.TryParse(text, out var parsed)) return false;
        address = parsed;
        return true;
    }

    public static bool IsIPv6(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6;

    public static void Ip(this FieldErrors errors, FieldPath at, string value)
    {
        if (!TryParse(value, out _)) errors.Invalid(at, value, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    }

    public static void Cidr(this FieldErrors errors, FieldPath at, string value)
    {
        if (!TryParseCidr(value, out _, out _)) errors.Invalid(at, value, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
    }

    public static bool TryParseCidr(string value, out IPAddress address, out int bits)
    {
        bits = 0;
        address = IPAddress.None;
        return value.Split('/') is [var host, var length] && TryParse(host, out address)
            && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out bits)
            && bits <= (IsIPv6(address) ? 128 : 32);
    }

    /// <summary>Refuses addresses an endpoint cannot have.</summary>
    public static void NotSpecialIp(this FieldErrors errors, FieldPath at, string value)
    {
        if (!TryParse(value, out var address))
        {
            errors.Invalid(at, value, "must be a valid IP address");
            return;
        }
        var bytes = address.GetAddressBytes();
        var v4 = bytes.Length == 4;
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) errors.Invalid(at, value, $"may not be unspecified ({value})");
        if (IPAddress.IsLoopback(address)) errors.Invalid(at, value, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
        if (v4 ? bytes is [169, 254, ..] : address.IsIPv6LinkLocal) errors.Invalid(at, value, "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        if (v4 ? bytes is [224, 0, 0, _] : bytes is [0xff, 0x02, ..]) errors.Invalid(at, value, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
    }

    // Go's sloppy parser reads 010.0.0.1 as decimal, .NET as octal.
    private static string WithoutLeadingZeros(string text) => string.Join('.', text.Split('.').Select(part => part.TrimStart('0') is { Length: > 0 } rest ? rest : "0"));
}
