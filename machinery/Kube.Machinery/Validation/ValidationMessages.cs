using System.Text;

namespace Kube.Machinery.Validation;

/// <summary>The sentences of k8s.io/apimachinery's content checks.</summary>
public static class ValidationMessages
{
    public const string Empty = "must be non-empty";

    public static string MaxBytes(int length) => $"must be no more than {length} bytes";

    public static string MaxCharacters(int length) => $"must be no more than {length} characters";

    public static string InclusiveRange(long low, long high) => $"must be between {low} and {high}, inclusive";

    public static string Pattern(string message, string pattern, params ReadOnlySpan<string> examples)
    {
        var text = new StringBuilder(message).Append(" (");
        for (var i = 0; i < examples.Length; i++)
            text.Append(i == 0 ? "e.g. '" : " or '").Append(examples[i]).Append("', ");
        return text.Append("regex used for validation is '").Append(pattern).Append("')").ToString();
    }

    /// <summary>A double-quoted string as Go's <c>%q</c> writes it.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var rune in value.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\a' => text.Append("\\a"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\v' => text.Append("\\v"),
                < 0x20 or 0x7f => text.Append("\\x").Append(rune.Value.ToString("x2")),
                >= 0x80 and < 0xa1 or 0xad => text.Append("\\u").Append(rune.Value.ToString("x4")),
                _ => text.Append(rune.ToString()),
            };
        }
        return text.Append('"').ToString();
    }
}
