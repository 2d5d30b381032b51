using System.Text.Json;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Decoding;

/// <summary>One decoding of one document; see <see cref="SchemaDecoder"/>. Scalars are in <see cref="ScalarReader"/>.</summary>
internal ref struct TypedReader(ReadOnlySpan<byte> utf8, TypeSchema root)
{
    private readonly DecodeTrail _trail = new(root);
    private Utf8JsonReader _reader = new(utf8, JsonReader.Options);

    public Decoded ReadDocument()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject) throw _trail.Mismatch(Found(), root);
        var value = ReadStruct(root, new());
        // One step further, which fails when anything but space follows.
        _reader.Read();
        _trail.End();
        return new(value, _trail.StrictErrors);
    }

    /// <summary>Structs and maps merge into what an earlier field of the same name gave.</summary>
    private object? ReadValue(TypeSchema type, object? earlier)
    {
        switch (type.Kind, _reader.TokenType)
        {
            case (ValueKind.Struct, JsonTokenType.StartObject):
                return ReadStruct(type, earlier as JsonMap ?? new(type.UsualCount));
            case (ValueKind.Map, JsonTokenType.StartObject):
                return ReadMap(type, earlier as JsonMap ?? new());
            case (ValueKind.List, JsonTokenType.StartArray):
                return ReadList(type);
            case (ValueKind.Any, _):
                return type.Custom ? ReadUntyped() : JsonReader.ReadValue(ref _reader);
            case (ValueKind.Struct or ValueKind.Map or ValueKind.List, _):
                return type.Custom ? ReadUntyped() : throw _trail.Mismatch(Found(), type);
            default:
                return type.Custom ? ReadUntyped() : ScalarReader.Read(ref _reader, type, _trail);
        }
    }

    private JsonMap ReadStruct(TypeSchema type, JsonMap map)
    {
        var index = type.Index;
        var merging = map.Count > 0;
        ulong seen = 0;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = _reader.ValueIsEscaped ? index.Find(JsonStrings.Read(ref _reader)) : index.Find(_reader.ValueSpan);
            if (at < 0)
            {
                ReadUnknown(type, map);
                continue;
            }

            var field = index.Fields[at];
            // Types with more than 64 fields share bits; what the bit says is then looked up.
            var again = (seen & (1UL << at)) != 0 && (index.Fields.Length <= 64 || map.ContainsKey(field.Name));
            seen |= 1UL << at;
            if (again) _trail.Duplicate(field.Name);

            _reader.Read();
            if (_reader.TokenType == JsonTokenType.Null && !type.Custom)
            {
                if (IsClearedByNull(field)) map.Remove(field.Name);
                continue;
            }
            _trail.Enter(type, field);
            if (again || merging) map[field.Name] = ReadValue(field.Schema, map[field.Name]);
            else map.AddNew(field.Name, ReadValue(field.Schema, null));
            _trail.Leave();
        }
        type.UsualCount = map.Count;
        return map;
    }

    private void ReadUnknown(TypeSchema type, JsonMap map)
    {
        var name = JsonStrings.Read(ref _reader);
        if (type.PreserveUnknown)
        {
            ReadEntry(map, name);
            return;
        }
        _trail.Unknown(name, type.Custom);
        _reader.Read();
        _reader.Skip();
    }

    private JsonMap ReadMap(TypeSchema type, JsonMap map)
    {
        var merging = map.Count > 0;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = JsonStrings.Read(ref _reader);
            var again = map.ContainsKey(key);
            if (again && !merging) _trail.Duplicate(key);
            _reader.Read();
            _trail.Enter(key);
            var value = ReadElement(type);
            if (again) map[key] = value;
            else map.AddNew(key, value);
            _trail.Leave();
        }
        return map;
    }

    private JsonList ReadList(TypeSchema type)
    {
        var list = new JsonList();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            _trail.Enter(list.Count);
            list.Add(ReadElement(type));
            _trail.Leave();
        }
        return list;
    }

    private object? ReadElement(TypeSchema type) =>
        _reader.TokenType == JsonTokenType.Null && !type.Custom ? ZeroValues.Of(type.Element!) : ReadValue(type.Element!, null);

    /// <summary>A value of no known type in a custom resource, where duplicates count all the same.</summary>
    private object? ReadUntyped()
    {
        if (_reader.TokenType == JsonTokenType.StartObject)
        {
            var map = new JsonMap();
            while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName) ReadEntry(map, JsonStrings.Read(ref _reader));
            return map;
        }
        if (_reader.TokenType != JsonTokenType.StartArray) return JsonReader.ReadValue(ref _reader);

        var list = new JsonList();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            _trail.Enter(list.Count);
            list.Add(ReadUntyped());
            _trail.Leave();
        }
        return list;
    }

    private void ReadEntry(JsonMap map, string name)
    {
        if (map.ContainsKey(name)) _trail.Duplicate(name);
        _reader.Read();
        _trail.Enter(name);
        map[name] = ReadUntyped();
        _trail.Leave();
    }

    /// <summary>In Go, null clears a pointer, list or map, and leaves any other value as it was.</summary>
    private static bool IsClearedByNull(FieldSchema field) =>
        field.Presence is Presence.AsGiven or Presence.Nullable || field.Schema.Kind is ValueKind.List or ValueKind.Map or ValueKind.Bytes;

    private readonly string Found() => ScalarReader.Found(_reader.TokenType);
}
