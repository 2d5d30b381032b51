namespace Kube.OpenApi.Json;

/// <summary>A JSON array; see <see cref="JsonMap"/> for what its values may be.</summary>
public sealed class JsonList : List<object?>
{
    public JsonList()
    {
    }

    public JsonList(int capacity) : base(capacity)
    {
    }

    public JsonList(IEnumerable<object?> values) : base(values)
    {
    }

    public JsonList DeepClone()
    {
        var copy = new JsonList(Count);
        foreach (var value in this) copy.Add(JsonValues.DeepClone(value));
        return copy;
    }

    public override string ToString() => JsonWriter.ToText(this);
}
