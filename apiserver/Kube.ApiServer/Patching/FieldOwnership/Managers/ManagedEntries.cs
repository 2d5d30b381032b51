using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>The entries of an object's <c>metadata.managedFields</c>, a manager's once.</summary>
internal sealed class ManagedEntries
{
    private readonly List<ManagedEntry> _entries = [];

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>The entries as they are now, in no particular order.</summary>
    public IReadOnlyList<ManagedEntry> Snapshot() => [.. _entries];

    public ManagedEntry? Find(ManagerId id) => _entries.Find(entry => entry.Id == id);

    public void Put(ManagedEntry entry)
    {
        var at = _entries.FindIndex(there => there.Id == entry.Id);
        if (entry.Fields.IsEmpty)
        {
            if (at >= 0) _entries.RemoveAt(at);
        }
        else if (at >= 0) _entries[at] = entry;
        else _entries.Add(entry);
    }

    public void Remove(ManagerId id) => _entries.RemoveAll(entry => entry.Id == id);

    /// <exception cref="FormatException">An entry is none.</exception>
    public static ManagedEntries Decode(JsonList? managedFields)
    {
        var decoded = new ManagedEntries();
        for (var i = 0; i < (managedFields?.Count ?? 0); i++)
        {
            var entry = ManagedEntry.Decode(managedFields![i] as JsonMap ?? [], i);
            var at = decoded._entries.FindIndex(there => there.Id == entry.Id);
            if (at >= 0) decoded._entries[at] = entry;
            else decoded._entries.Add(entry);
        }
        return decoded;
    }

    public static ManagedEntries DecodeOrEmpty(JsonList? managedFields)
    {
        try
        {
            return Decode(managedFields);
        }
        catch (FormatException)
        {
            return new ManagedEntries();
        }
    }

    /// <summary>Sets them on an object, or removes the field when there are none.</summary>
    public void WriteTo(JsonMap metadata)
    {
        if (IsEmpty)
        {
            metadata.Remove(ManagedFieldsOf.Field);
            return;
        }
        _entries.Sort(ManagedEntry.Compare);
        var list = new JsonList(_entries.Count);
        foreach (var entry in _entries) list.Add(entry.Encode());
        metadata[ManagedFieldsOf.Field] = list;
    }
}
