using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>
/// All that the fields a new object sets depend on: which fields it has, what names the elements of its lists, and whether a value that
/// an empty object has too is another. Objects made of one template have one outline, whatever their values.
/// </summary>
internal sealed class Outline : IEquatable<Outline>
{
    // An object longer than this is looked at on its own.
    private const int MaxLength = 2048;

    [ThreadStatic]
    private static Outline? _scratch;

    private object[] _parts;
    private int _length;
    private int _hash;

    private Outline(object[] parts, int length, int hash) => (_parts, _length, _hash) = (parts, length, hash);

    /// <summary>The outline of an object, valid until the next call on the same thread; null where only a comparison can tell.</summary>
    public static Outline? Of(JsonMap created, JsonMap empty, TypeSchema type)
    {
        var outline = _scratch ??= new Outline(new object[256], 0, 0);
        (outline._length, outline._hash) = (0, 0);
        return outline.AddFields(created, empty, type) ? outline : null;
    }

    /// <summary>A copy to keep.</summary>
    public Outline Copy() => new(_parts.AsSpan(0, _length).ToArray(), _length, _hash);

    public bool Equals(Outline? other)
    {
        if (other is null || other._length != _length || other._hash != _hash) return false;
        for (var i = 0; i < _length; i++)
        {
            // Names of fields are mostly the schema's own.
            if (!ReferenceEquals(_parts[i], other._parts[i]) && !_parts[i].Equals(other._parts[i])) return false;
        }
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Outline);

    public override int GetHashCode() => _hash;

    private bool AddValue(object? value, object? inEmpty, TypeSchema type)
    {
        // Where the schema leaves the type open, two values may have nothing to compare.
        if (type.Kind == ValueKind.Any && !ReferenceEquals(inEmpty, Missing.Value)) return false;
        switch (Shapes.Of(type, value))
        {
            case Shape.Fields when value is JsonMap { Count: > 0 } map:
                return AddFields(map, inEmpty as JsonMap, type);
            case Shape.Elements when value is JsonList { Count: > 0 } list:
                return inEmpty is not JsonList { Count: > 0 } && AddElements(list, type);
            case Shape.Fields when value is not (null or JsonMap):
            case Shape.Elements when value is not (null or JsonList):
                return false;
            default:
                if (ReferenceEquals(inEmpty, Missing.Value)) return Add(value is null ? Part.Null : Part.Value);
                return Add(value is null ? Part.NullAgainstEmpty : JsonValues.DeepEquals(inEmpty, value) ? Part.Same : Part.Changed);
        }
    }

    private bool AddFields(JsonMap map, JsonMap? empty, TypeSchema type)
    {
        if (!Add(Part.Fields)) return false;
        foreach (var (name, value) in map)
        {
            if (Shapes.Field(type, name) is not { } field) continue;
            var inEmpty = empty is not null && empty.TryGetValue(name, out var there) ? there : Missing.Value;
            if (!Add(name) || !AddValue(value, inEmpty, field)) return false;
        }
        return Add(Part.End);
    }

    private bool AddElements(JsonList list, TypeSchema type)
    {
        if (!Add(Part.Elements)) return false;
        for (var i = 0; i < list.Count; i++)
        {
            var element = list[i];
            if (!(type.ListType == ListType.Map ? AddKeys(element as JsonMap, type) : AddKey(element))) return false;
            if (!AddValue(element, Missing.Value, Shapes.Element(type))) return false;
        }
        return Add(Part.End);
    }

    /// <summary>A key that is not there has its default, which the type decides.</summary>
    private bool AddKeys(JsonMap? element, TypeSchema list)
    {
        if (element is null) return false;
        var any = false;
        for (var i = 0; i < list.ListMapKeys.Count; i++)
        {
            var isThere = element.TryGetValue(list.ListMapKeys[i], out var value);
            any |= isThere;
            if (!(isThere ? AddKey(value) : Add(Part.NoKey))) return false;
        }
        return any;
    }

    private bool AddKey(object? value) => value is string or long or bool && Add(value);

    private bool Add(object part)
    {
        if (_length == _parts.Length)
        {
            if (_length == MaxLength) return false;
            Array.Resize(ref _parts, _length * 2);
        }
        _parts[_length++] = part;
        _hash = (_hash * 31) + Hash(part);
        return true;
    }

    /// <summary>Quick rather than good: of the few outlines a kind has, most differ in their number of parts alone.</summary>
    private static int Hash(object part) => part switch
    {
        string { Length: > 0 } text => (text.Length << 16) ^ (text[0] << 8) ^ text[^1],
        Part mark => mark.Number,
        _ => part.GetHashCode(),
    };

    /// <summary>What is no name; compared by reference.</summary>
    private sealed class Part(int number)
    {
        public static readonly Part Fields = new(1);
        public static readonly Part Elements = new(2);
        public static readonly Part End = new(3);
        public static readonly Part NoKey = new(4);
        public static readonly Part Value = new(5);
        public static readonly Part Null = new(6);
        public static readonly Part NullAgainstEmpty = new(7);
        public static readonly Part Same = new(8);
        public static readonly Part Changed = new(9);

        public int Number { get; } = number;
    }
}
