using System.Globalization;

namespace Kube.OpenApi.Json;

/// <summary>
/// Says what is wrong with a text that is no JSON, in the words of Go's encoding/json scanner, which clients and tests know.
/// Only used after parsing has failed.
/// </summary>
internal ref struct JsonSyntax
{
    private const string UnexpectedEnd = "unexpected end of JSON input";

    private readonly ReadOnlySpan<byte> _text;
    private int _at;
    private int _depth;

    private JsonSyntax(ReadOnlySpan<byte> text) => _text = text;

    public static JsonSyntaxException Explain(ReadOnlySpan<byte> utf8) => new(FindError(utf8) ?? "invalid JSON");

    /// <summary>Null when the text is one JSON value.</summary>
    public static string? FindError(ReadOnlySpan<byte> utf8)
    {
        var scan = new JsonSyntax(utf8);
        return scan.Value() ?? scan.Trailing();
    }

    private string? Value()
    {
        SkipSpace();
        if (AtEnd) return UnexpectedEnd;
        return (char)_text[_at] switch
        {
            '{' => Nested(),
            '[' => Nested(),
            '"' => String(),
            't' => Literal("true"),
            'f' => Literal("false"),
            'n' => Literal("null"),
            '-' or (>= '0' and <= '9') => Number(),
            _ => Invalid("looking for beginning of value"),
        };
    }

    private string? Nested()
    {
        if (++_depth > JsonReader.MaxDepth) return "exceeded max depth";
        var error = _text[_at] == '{' ? Object() : Array();
        _depth--;
        return error;
    }

    private string? Object()
    {
        _at++;
        SkipSpace();
        if (Accept('}')) return null;
        while (true)
        {
            SkipSpace();
            if (AtEnd) return UnexpectedEnd;
            if (_text[_at] != '"') return Invalid("looking for beginning of object key string");
            if (String() is { } badKey) return badKey;
            SkipSpace();
            if (!Accept(':')) return Invalid("after object key");
            if (Value() is { } badValue) return badValue;
            SkipSpace();
            if (Accept('}')) return null;
            if (!Accept(',')) return Invalid("after object key:value pair");
        }
    }

    private string? Array()
    {
        _at++;
        SkipSpace();
        if (Accept(']')) return null;
        while (true)
        {
            if (Value() is { } badValue) return badValue;
            SkipSpace();
            if (Accept(']')) return null;
            if (!Accept(',')) return Invalid("after array element");
        }
    }

    private string? String()
    {
        for (_at++; !AtEnd; _at++)
        {
            switch (_text[_at])
            {
                case (byte)'"':
                    _at++;
                    return null;
                case < 0x20:
                    return Invalid("in string literal");
                case (byte)'\\':
                    _at++;
                    if (Escape() is { } error) return error;
                    break;
            }
        }
        return UnexpectedEnd;
    }

    /// <summary>Leaves the position on the escape's last character.</summary>
    private string? Escape()
    {
        if (AtEnd) return UnexpectedEnd;
        if (_text[_at] != 'u') return "\"\\/bfnrt".Contains((char)_text[_at]) ? null : Invalid("in string escape code");
        for (var digit = 0; digit < 4; digit++)
        {
            _at++;
            if (AtEnd) return UnexpectedEnd;
            if (!char.IsAsciiHexDigit((char)_text[_at])) return Invalid("in \\u hexadecimal character escape");
        }
        return null;
    }

    private string? Literal(string word)
    {
        _at++;
        foreach (var expected in word[1..])
        {
            if (!Accept(expected)) return Invalid($"in literal {word} (expecting '{expected}')");
        }
        return null;
    }

    private string? Number()
    {
        Accept('-');
        if (!Accept('0') && !Digits()) return Invalid("in numeric literal");
        if (Accept('.') && !Digits()) return Invalid("after decimal point in numeric literal");
        if (!Accept('e') && !Accept('E')) return null;
        if (!Accept('+')) Accept('-');
        return Digits() ? null : Invalid("in exponent of numeric literal");
    }

    private string? Trailing()
    {
        SkipSpace();
        return AtEnd ? null : Invalid("after top-level value");
    }

    private readonly bool AtEnd => _at >= _text.Length;

    private bool Accept(char character)
    {
        if (AtEnd || _text[_at] != character) return false;
        _at++;
        return true;
    }

    private bool Digits()
    {
        var start = _at;
        while (!AtEnd && char.IsAsciiDigit((char)_text[_at])) _at++;
        return _at > start;
    }

    private void SkipSpace()
    {
        while (!AtEnd && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') _at++;
    }

    private readonly string Invalid(string context) =>
        AtEnd ? UnexpectedEnd : $"invalid character {Quote(_text[_at])} {context}";

    /// <summary>As Go quotes a byte it takes for a character.</summary>
    private static string Quote(byte character) => (char)character switch
    {
        '\'' => @"'\''",
        '"' => "'\"'",
        '\\' => @"'\\'",
        '\a' => @"'\a'",
        '\b' => @"'\b'",
        '\f' => @"'\f'",
        '\n' => @"'\n'",
        '\r' => @"'\r'",
        '\t' => @"'\t'",
        '\v' => @"'\v'",
        < ' ' or '\x7f' => string.Create(CultureInfo.InvariantCulture, $@"'\x{character:x2}'"),
        >= '\x80' and < '\xa1' or '\xad' => string.Create(CultureInfo.InvariantCulture, $@"'\u{(int)character:x4}'"),
        var other => $"'{other}'",
    };
}
