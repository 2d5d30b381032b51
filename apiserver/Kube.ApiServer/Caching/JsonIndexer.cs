using System.Text;
using System.Text.Json;
using Kube.ApiServer.Storage;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Caching;

/// <summary>Takes labels and a list of fields from an object's bytes in one pass, which enters only the parts that hold any.</summary>
internal sealed class JsonIndexer : IObjectIndexer
{
    private readonly SelectableField[] _fields;
    private readonly Node _root = new("");
    private readonly int _slots;

    /// <summary>The indexer of a resource that can be selected by labels, name and namespace only.</summary>
    public static readonly JsonIndexer LabelsOnly = new();

    public JsonIndexer(params SelectableField[] fields)
    {
        _fields = fields;
        Fields = [.. fields.Select(field => field.Name)];
        _root.At("metadata.labels").IsLabels = true;
        foreach (var path in fields.SelectMany(PathsOf)) _root.At(path).Slots.Add(_slots++);
    }

    public IReadOnlyList<string> Fields { get; }

    public ObjectIndex Index(ReadOnlySpan<byte> json)
    {
        var found = new string?[_slots];
        var labels = default(LabelSet);
        var reader = new Utf8JsonReader(json, ObjectBytes.ReaderOptions);
        if (reader.Read() && reader.TokenType == JsonTokenType.StartObject) Walk(ref reader, _root, found, ref labels);
        return Of(labels, found);
    }

    public ObjectIndex Index(JsonMap obj)
    {
        var found = new string?[_slots];
        var labels = default(LabelSet);
        Walk(obj, _root, found, ref labels);
        return Of(labels, found);
    }

    private ObjectIndex Of(LabelSet labels, string?[] found)
    {
        var values = _fields.Length == 0 ? [] : new string[_fields.Length];
        var slot = 0;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _fields[i].Default;
            var paths = PathsOf(_fields[i]).Length;
            for (var path = paths - 1; path >= 0; path--)
            {
                if (found[slot + path] is { Length: > 0 } value) values[i] = value;
            }

            slot += paths;
        }

        return values.Length == 0 && labels.Count == 0 ? ObjectIndex.Empty : new ObjectIndex(labels, values);
    }

    private static string[] PathsOf(SelectableField field) => field.Paths.Length == 0 ? [field.Name] : field.Paths;

    private static void Walk(ref Utf8JsonReader reader, Node node, string?[] found, ref LabelSet labels)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = node.Child(ref reader);
            reader.Read();
            if (child is null) reader.Skip();
            else if (reader.TokenType != JsonTokenType.StartObject)
            {
                foreach (var slot in child.Slots) found[slot] = Scalar(ref reader);
                reader.Skip();
            }
            else if (child.IsLabels) labels = ReadLabels(ref reader);
            else Walk(ref reader, child, found, ref labels);
        }
    }

    private static void Walk(JsonMap map, Node node, string?[] found, ref LabelSet labels)
    {
        foreach (var child in node.Children)
        {
            if (!map.TryGetValue(child.Name, out var value)) continue;
            if (value is not JsonMap inner)
            {
                foreach (var slot in child.Slots) found[slot] = Scalar(value);
            }
            else if (child.IsLabels) labels = LabelsOf(inner);
            else Walk(inner, child, found, ref labels);
        }
    }

    private static LabelSet LabelsOf(JsonMap map)
    {
        var labels = new SortedList<string, string>(map.Count, StringComparer.Ordinal);
        foreach (var (key, value) in map) labels[StringPool.Shared.Get(key)] = Scalar(value);
        return Pairs(labels);
    }

    private static LabelSet ReadLabels(ref Utf8JsonReader reader)
    {
        var labels = new SortedList<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = Text(ref reader);
            reader.Read();
            labels[key] = Scalar(ref reader);
            reader.Skip();
        }

        return Pairs(labels);
    }

    private static LabelSet Pairs(SortedList<string, string> labels)
    {
        var pairs = new string[2 * labels.Count];
        for (var i = 0; i < labels.Count; i++) (pairs[2 * i], pairs[(2 * i) + 1]) = (labels.GetKeyAtIndex(i), labels.GetValueAtIndex(i));
        return pairs.Length == 0 ? default : new LabelSet(pairs);
    }

    private static string Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Text(ref reader),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => StringPool.Shared.Get(reader.ValueSpan),
        _ => string.Empty,
    };

    private static string Scalar(object? value) => value switch
    {
        string text => StringPool.Shared.Get(text),
        true => "true",
        false => "false",
        long or double => StringPool.Shared.Get(JsonWriter.ToText(value)),
        _ => string.Empty,
    };

    private static string Text(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? reader.GetString()! : StringPool.Shared.Get(reader.ValueSpan);

    /// <summary>A step of the wanted paths.</summary>
    private sealed class Node(string name)
    {
        private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);
        private readonly List<Node> _children = [];

        public string Name => name;

        public IReadOnlyList<Node> Children => _children;

        /// <summary>Where the value goes; more than one when selectors have two names for a field.</summary>
        public List<int> Slots { get; } = [];

        public bool IsLabels { get; set; }

        public Node At(string path)
        {
            var node = this;
            foreach (var step in path.Split('.'))
            {
                var next = node._children.Find(child => child.Name == step);
                if (next is null) node._children.Add(next = new Node(step));
                node = next;
            }

            return node;
        }

        public Node? Child(ref Utf8JsonReader reader)
        {
            foreach (var child in _children)
            {
                if (reader.ValueTextEquals(child._utf8)) return child;
            }

            return null;
        }
    }
}
