using System.Text;
using Kube.OpenApi.Json;

namespace Kube.OpenApi.Schemas;

/// <summary>
/// Reads the catalog resource that the generator's <c>CatalogWriter</c> writes; the two define the format together: the texts,
/// the types, the fields of every type that has its own, the kinds. All numbers are 7-bit encoded, a reference to nothing is 0.
/// </summary>
internal ref struct CatalogReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;
    private string[] _texts = [];
    private TypeSchema[] _types = [];

    /// <summary>The types, definitions first, and the kinds; a kind with version <c>*</c> is one of every group and version.</summary>
    public (IReadOnlyList<TypeSchema> Types, IReadOnlyList<KindSchema> Kinds) Read()
    {
        ReadTexts();
        ReadTypes();
        var kinds = new KindSchema[Number()];
        for (var i = 0; i < kinds.Length; i++) kinds[i] = new(Text(), Text(), Text(), _types[Number() - 1]);
        return (_types, kinds);
    }

    private void ReadTexts()
    {
        _texts = new string[Number()];
        for (var i = 0; i < _texts.Length; i++)
        {
            var length = Number();
            // Interned, so that a literal in code is the same instance as the field name.
            _texts[i] = string.Intern(Encoding.UTF8.GetString(_rest[..length]));
            _rest = _rest[length..];
        }
    }

    private void ReadTypes()
    {
        _types = new TypeSchema[Number()];
        var elements = new int[_types.Length];
        var bases = new int[_types.Length];
        for (var i = 0; i < _types.Length; i++) _types[i] = ReadType(out elements[i], out bases[i]);
        for (var i = 0; i < _types.Length; i++)
        {
            if (elements[i] > 0) _types[i].Element = _types[elements[i] - 1];
            if (bases[i] == 0) _types[i].Fields = ReadFields();
        }
        for (var i = 0; i < _types.Length; i++)
        {
            if (bases[i] > 0) _types[i].Fields = _types[bases[i] - 1].Fields;
        }
    }

    private TypeSchema ReadType(out int element, out int @base)
    {
        var kind = (ValueKind)Number();
        var name = Text();
        var format = TextOrNull();
        var flags = Number();
        var listType = Number();
        var type = new TypeSchema
        {
            Kind = kind,
            Name = name,
            Format = format,
            Atomic = (flags & 1) != 0,
            Granular = (flags & 2) != 0,
            PatchMerge = (flags & 4) != 0,
            PatchRetainKeys = (flags & 8) != 0,
            PatchReplace = (flags & 16) != 0,
            PublishedListType = listType == 0 ? null : (ListType)(listType - 1),
            ListMapKeys = Texts(),
            PatchMergeKey = TextOrNull(),
        };
        element = Number();
        @base = Number();
        return type;
    }

    private FieldSchema[] ReadFields()
    {
        var count = Number();
        if (count == 0) return [];
        var fields = new FieldSchema[count];
        for (var i = 0; i < fields.Length; i++)
        {
            var name = Text();
            var type = _types[Number() - 1];
            var presence = (Presence)Number();
            var required = Number() != 0;
            var (wireNumber, wireParents) = WireNumbers();
            fields[i] = new()
            {
                Name = name,
                Schema = type,
                Presence = presence,
                Required = required,
                WireNumber = wireNumber,
                WireParents = wireParents,
                Default = TextOrNull() is { } json ? JsonReader.Read(json) : null,
                Enum = Texts(),
                GoType = TextOrNull(),
            };
        }
        return fields;
    }

    private (int Number, IReadOnlyList<int> Parents) WireNumbers()
    {
        var count = Number();
        if (count == 0) return (0, []);
        if (count == 1) return (Number(), []);
        var parents = new int[count - 1];
        for (var i = 0; i < parents.Length; i++) parents[i] = Number();
        return (Number(), parents);
    }

    private int Number()
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = _rest[0];
            _rest = _rest[1..];
            value |= (next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }

    private string Text() => _texts[Number()];

    private string? TextOrNull() => Number() is var number and > 0 ? _texts[number] : null;

    private string[] Texts()
    {
        var count = Number();
        if (count == 0) return [];
        var texts = new string[count];
        for (var i = 0; i < count; i++) texts[i] = Text();
        return texts;
    }
}
