using System.Globalization;

namespace Kube.ApiServer.Patching.FieldOwnership.Sets;

/// <summary>
/// One step of a path to a field: a field of an object, or an element of a list by its keys, its value or its index.
/// It is what FieldsV1 writes for it ("f:name", <c>k:{"name":"c"}</c>, <c>v:"a"</c>, "i:0"); two are equal when that is.
/// </summary>
internal readonly struct PathElement : IEquatable<PathElement>, IComparable<PathElement>
{
    // Kind by kind: nothing, KeyField[], the value, nothing.
    private readonly object? _detail;

    private PathElement(string text, object? detail)
    {
        Text = text;
        _detail = detail;
    }

    public string Text { get; }

    public bool IsField => Text[0] == 'f';

    public bool IsKey => Text[0] == 'k';

    /// <summary>The field's name, when this is one.</summary>
    public string Name => Text[2..];

    public static PathElement Field(string name) => new("f:" + name, null);

    /// <summary>An element of a list by the values of its keys, in order of their names.</summary>
    public static PathElement Key(KeyField[] fields) => new(KeyText.Of(fields), fields);

    public static PathElement Value(object? value) => new("v:" + KeyText.OfValue(value), value);

    public static PathElement Index(int index) => new(string.Create(CultureInfo.InvariantCulture, $"i:{index}"), null);

    /// <summary>
    /// Reads what FieldsV1 holds. False for a kind of element that is not known, which is to be skipped.
    /// </summary>
    /// <exception cref="FormatException">It is no path element.</exception>
    public static bool TryParse(string text, out PathElement element)
    {
        element = default;
        if (text.Length < 2) throw new FormatException("key must be 2 characters long:");
        if (text[1] != ':') throw new FormatException($"missing colon: {text}");
        switch (text[0])
        {
            case 'f':
                element = new PathElement(text, null);
                return true;
            case 'k':
                element = Key(KeyText.Parse(text));
                return true;
            case 'v':
                element = Value(KeyText.ParseValue(text));
                return true;
            case 'i':
                element = Index(int.Parse(text.AsSpan(2), CultureInfo.InvariantCulture));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Fields by name, then elements by keys, by value, by index: the order FieldsV1 is written in.</summary>
    public int CompareTo(PathElement other)
    {
        if (Text[0] != other.Text[0]) return Rank(Text[0]).CompareTo(Rank(other.Text[0]));
        return Text[0] switch
        {
            'k' => KeyField.Compare((KeyField[])_detail!, (KeyField[])other._detail!),
            'v' => KeyField.CompareValues(_detail, other._detail),
            'i' => IndexOf(Text).CompareTo(IndexOf(other.Text)),
            _ => string.CompareOrdinal(Text, other.Text),
        };
    }

    public bool Equals(PathElement other) => Text == other.Text;

    public override bool Equals(object? obj) => obj is PathElement other && Equals(other);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>As paths are printed in messages: <c>.name</c>, <c>[name="c"]</c>, <c>[="a"]</c>, <c>[0]</c>.</summary>
    public override string ToString() => Text[0] switch
    {
        'f' => "." + Name,
        'k' => $"[{string.Join(',', ((KeyField[])_detail!).Select(field => $"{field.Name}={KeyText.OfValue(field.Value)}"))}]",
        'v' => $"[={KeyText.OfValue(_detail)}]",
        _ => $"[{Name}]",
    };

    private static int IndexOf(string text) => int.Parse(text.AsSpan(2), CultureInfo.InvariantCulture);

    private static int Rank(char kind) => "fkvi".IndexOf(kind);
}
