using System.Text;

namespace Kube.OpenApi.Schemas;

/// <summary>Finds a struct's field by name, as text or as UTF-8, without allocating: an open hash table at most half full.</summary>
internal sealed class FieldIndex
{
    private readonly Entry[] _entries;
    private readonly int _mask;

    public FieldIndex(IReadOnlyList<FieldSchema> fields)
    {
        var size = 4;
        while (size < fields.Count * 2) size *= 2;
        _entries = new Entry[size];
        _mask = size - 1;
        foreach (var field in fields)
        {
            var utf8 = Encoding.UTF8.GetBytes(field.Name);
            var at = Hash(utf8) & _mask;
            while (_entries[at].Field is not null) at = (at + 1) & _mask;
            _entries[at] = new(utf8, field);
        }
    }

    public FieldSchema? Find(ReadOnlySpan<byte> name)
    {
        for (var at = Hash(name) & _mask; _entries[at].Field is { } field; at = (at + 1) & _mask)
        {
            if (name.SequenceEqual(_entries[at].Name)) return field;
        }
        return null;
    }

    public FieldSchema? Find(string name)
    {
        Span<byte> utf8 = stackalloc byte[256];
        return Encoding.UTF8.TryGetBytes(name, utf8, out var length)
            ? Find(utf8[..length])
            : Find(Encoding.UTF8.GetBytes(name));
    }

    private static int Hash(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty) return 0;
        // Ends, middle and length tell the fields of a Kubernetes type apart nearly always.
        return (name.Length * 37) ^ (name[0] * 7) ^ (name[^1] * 131) ^ (name[name.Length / 2] * 17);
    }

    private readonly record struct Entry(byte[] Name, FieldSchema Field);
}
