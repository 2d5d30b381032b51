using System.Globalization;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Patching.FieldOwnership.Managers;
using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.ApiServer.Patching.FieldOwnership.Values;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership;

/// <summary>
/// Keeps <c>metadata.managedFields</c> for the writers of one resource or subresource, and carries out server-side apply:
/// apimachinery's <c>managedfields.FieldManager</c>. One a served resource, safe for concurrent use.
/// </summary>
internal sealed class FieldManager
{
    private const string BeforeFirstApply = "before-first-apply";

    private readonly KindSchema _kind;
    private readonly TimeProvider _time;
    private readonly JsonMap _empty;

    public FieldManager(KindSchema kind, TimeProvider time)
    {
        _kind = kind;
        _time = time;
        _empty = EmptyObject.Of(kind);
    }

    /// <summary>The subresource written through; "" for the resource itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>What writers here can own; null for all.</summary>
    public FieldFilter? Filter { get; init; }

    private CreatedFields Created => field ??= new CreatedFields(_kind, _empty, Filter);

    /// <summary>Without it managers that wrote other versions of the kind lose their entries.</summary>
    public VersionConversion? Convert { get; init; }

    /// <summary>
    /// Sets managedFields on an object about to be created (without <paramref name="live"/>) or updated by anything but apply.
    /// Both are decoded and defaulted; admission has not changed the new one yet, since what it changes no one owns.
    /// </summary>
    public void Update(JsonMap? live, JsonMap updated, string manager)
    {
        var metadata = updated.GetOrAddMap("metadata");
        var before = ManagedFieldsOf.Object(live);
        var given = metadata.List(ManagedFieldsOf.Field);
        metadata.Remove(ManagedFieldsOf.Field);
        try
        {
            if (live is null && given is null)
            {
                Own(metadata, Created.Of(updated), manager);
                return;
            }
            var changes = Comparer.Compare(live ?? _empty, updated, _kind.Type).Through(Filter);
            var written = changes.Written.Stripped();
            var keeps = Keeps(before, given);
            if (keeps && written.IsEmpty && changes.Removed.Stripped().IsEmpty)
            {
                if (before is { Count: > 0 }) metadata[ManagedFieldsOf.Field] = before;
                return;
            }
            var entries = keeps ? ManagedEntries.DecodeOrEmpty(before) : Brought(before, given);
            // An object whose managers are unknown or forgotten is tracked again from its first apply on.
            if (!entries.IsEmpty || live is null || live.Map("metadata")?.String("uid") is not { Length: > 0 })
            {
                Track(entries, Versioned(live ?? _empty), Versioned(updated), changes, written, manager);
                ManagerCap.Apply(entries);
            }
            entries.WriteTo(metadata);
        }
        catch (TypedValueException)
        {
            // Validation will say what is wrong with the object.
            if (before is not null) metadata[ManagedFieldsOf.Field] = before;
        }
    }

    /// <summary>
    /// The object that applying a configuration makes of <paramref name="live"/>, or of nothing, with its managedFields. It is
    /// still to be decoded and defaulted, as what was applied is in it as given.
    /// </summary>
    /// <exception cref="StatusException">409 for conflicts, 400 or 500 for a configuration that cannot be applied.</exception>
    public JsonMap Apply(JsonMap? live, JsonMap applied, string manager, bool force)
    {
        AppliedConfiguration.Check(applied, _kind);
        var target = Versioned(live ?? _empty);
        JsonMap result;
        try
        {
            result = Apply(target, applied, manager, force);
        }
        catch (ApplyConflictException conflict) when (manager == LastApplied.Manager && LastApplied.Unchanged(target) is { } allowed)
        {
            var rest = conflict.Conflicts.Where(each => !allowed.Has(each.Path)).ToList();
            if (rest.Count > 0) throw new ApplyConflictException(rest).ToStatus();
            result = Apply(target, applied, manager, force: true);
        }
        catch (ApplyConflictException conflict)
        {
            throw conflict.ToStatus();
        }
        if (manager == LastApplied.Manager) LastApplied.Follow(result, applied);
        return result;
    }

    private JsonMap Apply(VersionedObject live, JsonMap applied, string manager, bool force)
    {
        var entries = DecodeLive(live.Object);
        if (entries.IsEmpty)
        {
            var all = Comparer.Compare(_empty, live.Object, _kind.Type).Through(Filter);
            Track(entries, Versioned(_empty), live, all, all.Written.Stripped(), BeforeFirstApply);
            ManagerCap.Apply(entries);
        }
        Reconcile(entries);

        var id = ManagerId.Of(manager, ManagerId.Apply, _kind.ApiVersion, Subresource);
        var last = entries.Find(id);
        var fields = FieldsOf.Object(applied, _kind.Type);
        entries.Put(new ManagedEntry(id, _kind.ApiVersion, last?.Time, Filter?.Of(fields) ?? fields));

        var merged = Versioned((JsonMap)Merger.Merge(live.Object, applied, _kind.Type)!);
        merged = new Pruning(entries, Convert).Of(merged, last);
        var changes = Comparer.Compare(live.Object, merged.Object, _kind.Type).Through(Filter);
        new Transfer(live, merged, changes, Filter, Convert).From(entries, id, force);

        var changed = !JsonValues.DeepEquals(live.Object, merged.Object);
        if (entries.Find(id) is { } own)
        {
            entries.Put(new ManagedEntry(id, own.ApiVersion, changed ? Now() : own.Time, own.Fields.Stripped()));
        }
        var result = (changed ? merged : live).Object.DeepClone();
        entries.WriteTo(result.GetOrAddMap("metadata"));
        return result;
    }

    /// <summary>Nothing was there before that could be another's.</summary>
    private void Own(JsonMap metadata, OwnedFields owned, string manager)
    {
        var entries = new ManagedEntries();
        entries.Put(new ManagedEntry(WriterId(manager), _kind.ApiVersion, Now(), owned.Fields) { EncodedFields = owned.Encoded });
        entries.WriteTo(metadata);
    }

    /// <summary>Gives the writer what was written, and takes it from the others.</summary>
    private void Track(ManagedEntries entries, VersionedObject before, VersionedObject after, Comparison changes, FieldSet written, string manager)
    {
        Reconcile(entries);
        new Transfer(before, after, changes, Filter, Convert).From(entries, writer: null, force: true);
        if (written.IsEmpty) return;
        var id = WriterId(manager);
        entries.Put(new ManagedEntry(id, _kind.ApiVersion, Now(), entries.Find(id) is { } previous ? written.Union(previous.Fields) : written));
    }

    private void Reconcile(ManagedEntries entries)
    {
        foreach (var entry in entries.Snapshot())
        {
            if (entry.ApiVersion == _kind.ApiVersion) entries.Put(entry.With(SchemaChange.Applied(entry.Fields, _kind.Type)));
        }
    }

    /// <summary>Whether the new object's managers are those of the live one, read or not.</summary>
    private bool Keeps(JsonList? before, JsonList? given) =>
        Subresource.Length > 0 || given is null || (!ManagedFieldsOf.AsksForReset(given) && JsonValues.DeepEquals(before, given));

    /// <summary>The managers a write starts from: those it brings, if it brings any that make sense.</summary>
    private static ManagedEntries Brought(JsonList? before, JsonList? given)
    {
        if (ManagedFieldsOf.AsksForReset(given)) return new ManagedEntries();
        var brought = ManagedEntries.DecodeOrEmpty(given);
        return brought.IsEmpty ? ManagedEntries.DecodeOrEmpty(before) : brought;
    }

    private static ManagedEntries DecodeLive(JsonMap live)
    {
        try
        {
            return ManagedEntries.Decode(ManagedFieldsOf.Object(live));
        }
        catch (FormatException wrong)
        {
            throw StatusException.Plain($"failed to decode managed fields: {wrong.Message}");
        }
    }

    private ManagerId WriterId(string manager) => ManagerId.Of(manager, ManagerId.Update, _kind.ApiVersion, Subresource);

    private VersionedObject Versioned(JsonMap value) => new(value, _kind.Type, _kind.ApiVersion);

    private string Now() => _time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
