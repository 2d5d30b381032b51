using System.Text;

namespace Kube.OpenApi.Schemas;

/// <summary>
/// Finds a struct's field by name, as text or as UTF-8, without allocating: an open hash table at most half full. The answer is
/// the field's place in <see cref="TypeSchema.Fields"/>, -1 without such a field.
/// </summary>
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
        for (var i = 0; i < fields.Count; i++)
        {
            var name = fields[i].Name;
            var utf8 = Encoding.UTF8.GetBytes(name);
            var at = Hash(utf8.Length, utf8[0], utf8[^1], utf8[utf8.Length / 2]) & _mask;
            while (_entries[at].Name is not null) at = (at + 1) & _mask;
            _entries[at] = new(name, utf8, i);
        }
        Fields = [.. fields];
        AlwaysShown = [.. fields.Where(field => field.Presence is Presence.Always or Presence.Nullable)];
    }

    public FieldSchema[] Fields { get; }

    /// <summary>The fields that are shown whether they were given or not.</summary>
    public FieldSchema[] AlwaysShown { get; }

    public int Find(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty) return -1;
        for (var at = Hash(name.Length, name[0], name[^1], name[name.Length / 2]) & _mask; ; at = (at + 1) & _mask)
        {
            ref readonly var entry = ref _entries[at];
            if (entry.Name is null) return -1;
            if (name.SequenceEqual(entry.Utf8)) return entry.At;
        }
    }

    public int Find(string name)
    {
        if (name.Length == 0) return -1;
        // Equal to the hash of the UTF-8 bytes for the ASCII names that fields have.
        for (var at = Hash(name.Length, name[0], name[^1], name[name.Length / 2]) & _mask; ; at = (at + 1) & _mask)
        {
            ref readonly var entry = ref _entries[at];
            if (entry.Name is null) return -1;
            if (ReferenceEquals(entry.Name, name) || entry.Name == name) return entry.At;
        }
    }

    /// <summary>Length, ends and middle tell the fields of a Kubernetes type apart nearly always.</summary>
    private static int Hash(int length, int first, int last, int middle) =>
        (length * 37) ^ (first * 7) ^ (last * 131) ^ (middle * 17);

    private readonly record struct Entry(string Name, byte[] Utf8, int At);
}
