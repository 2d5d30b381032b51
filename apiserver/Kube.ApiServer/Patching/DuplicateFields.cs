using System.Globalization;
using System.Text.Json;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching;

/// <summary>Finds the fields JSON names twice in one object, which strict field validation reports.</summary>
internal ref struct DuplicateFields
{
    private readonly List<string> _found = [];
    private Utf8JsonReader _reader;

    private DuplicateFields(ReadOnlySpan<byte> json) =>
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonReader.MaxDepth });

    /// <summary>As in <c>duplicate field "spec.containers[0].image"</c>, of JSON that was read before.</summary>
    public static IReadOnlyList<string> In(ReadOnlySpan<byte> json)
    {
        var search = new DuplicateFields(json);
        search._reader.Read();
        search.Value("");
        return search._found;
    }

    private void Value(string path)
    {
        if (_reader.TokenType == JsonTokenType.StartObject) Map(path);
        else if (_reader.TokenType == JsonTokenType.StartArray) List(path);
    }

    private void Map(string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonStrings.Read(ref _reader);
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            if (!seen.Add(name)) _found.Add($"duplicate field \"{inner}\"");
            _reader.Read();
            Value(inner);
        }
    }

    private void List(string path)
    {
        for (var i = 0; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; i++)
        {
            Value(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"));
        }
    }
}
