using System.Buffers;
using System.Text;

namespace Kube.Machinery.Validation;

/// <summary>Shapes shared by the name checks: allowed characters, with stricter first and last ones.</summary>
internal static class NameCharacters
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly SearchValues<char> DnsLabel = SearchValues.Create(Lower + "-");
    private static readonly SearchValues<char> Label = SearchValues.Create(Lower + Upper + "-_.");

    public static int ByteLength(string value) => Encoding.UTF8.GetByteCount(value);

    public static bool IsDnsLabel(ReadOnlySpan<char> value)
        => !value.IsEmpty && !value.ContainsAnyExcept(DnsLabel) && value[0] != '-' && value[^1] != '-';

    public static bool IsDnsSubdomain(ReadOnlySpan<char> value)
    {
        foreach (var part in value.Split('.'))
        {
            if (!IsDnsLabel(value[part]))
                return false;
        }
        return true;
    }

    public static bool IsLabelName(ReadOnlySpan<char> value)
        => !value.IsEmpty && !value.ContainsAnyExcept(Label)
            && char.IsAsciiLetterOrDigit(value[0]) && char.IsAsciiLetterOrDigit(value[^1]);

    public static bool IsKey(ReadOnlySpan<char> value) => !value.IsEmpty && !value.ContainsAnyExcept(Label);
}
