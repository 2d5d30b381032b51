using Kind = Kube.Machinery.Selectors.LabelSelectorTokenKind;

namespace Kube.Machinery.Selectors;

/// <summary>Cuts a selector into words and operators; operators take the longest known run of special characters.</summary>
internal static class LabelSelectorLexer
{
    private const string Special = "=!(),><";
    private const string Blank = " \t\r\n";

    /// <summary>All tokens, the last being <see cref="Kind.End"/>. A NUL ends the text.</summary>
    public static List<LabelSelectorToken> Scan(string text)
    {
        var tokens = new List<LabelSelectorToken>();
        var rest = text.AsSpan();
        if (rest.IndexOf('\0') is >= 0 and var end)
            rest = rest[..end];
        for (rest = rest.TrimStart(Blank); !rest.IsEmpty; rest = rest.TrimStart(Blank))
        {
            var token = Special.Contains(rest[0]) ? Operator(rest, out var length) : Word(rest, out length);
            tokens.Add(token);
            rest = rest[length..];
        }
        tokens.Add(new LabelSelectorToken(Kind.End, ""));
        return tokens;
    }

    private static LabelSelectorToken Word(ReadOnlySpan<char> text, out int length)
    {
        length = text.IndexOfAny(Special + Blank);
        length = length < 0 ? text.Length : length;
        var word = text[..length].ToString();
        return new LabelSelectorToken(word switch { "in" => Kind.In, "notin" => Kind.NotIn, _ => Kind.Identifier }, word);
    }

    private static LabelSelectorToken Operator(ReadOnlySpan<char> text, out int length)
    {
        length = text.StartsWith("==") || text.StartsWith("!=") ? 2 : 1;
        var known = text[..length].ToString();
        return new LabelSelectorToken(KindOf(known), known);
    }

    private static Kind KindOf(string text) => text switch
    {
        ")" => Kind.ClosedParenthesis,
        "," => Kind.Comma,
        "!" => Kind.Not,
        "==" => Kind.DoubleEquals,
        "=" => Kind.Equals,
        ">" => Kind.GreaterThan,
        "<" => Kind.LessThan,
        "!=" => Kind.NotEquals,
        _ => Kind.OpenParenthesis,
    };
}
