using System.Text;

namespace Kube.Machinery.Selectors;

/// <summary>In the text of a field selector, a backslash stands before each backslash, comma and equals sign of a value.</summary>
internal static class FieldValues
{
    public static string Escape(string value)
        => value.AsSpan().ContainsAny('\\', ',', '=')
            ? value.Replace(@"\", @"\\", StringComparison.Ordinal)
                .Replace(",", @"\,", StringComparison.Ordinal)
                .Replace("=", @"\=", StringComparison.Ordinal)
            : value;

    public static string Unescape(string text)
    {
        if (!text.AsSpan().ContainsAny('\\', ',', '='))
            return text;
        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is ',' or '=')
                throw new SelectorException($"invalid field selector: unescaped character in value: {(int)text[i]}");
            if (text[i] == '\\')
            {
                i++;
                if (i == text.Length || text[i] is not ('\\' or ',' or '='))
                    throw new SelectorException($"invalid field selector: invalid escape sequence: {text[(i - 1)..Math.Min(i + 1, text.Length)]}");
            }
            value.Append(text[i]);
        }
        return value.ToString();
    }
}
