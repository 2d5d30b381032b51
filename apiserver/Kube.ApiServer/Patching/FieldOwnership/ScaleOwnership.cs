using Kube.ApiServer.Patching.FieldOwnership.Managers;
using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.FieldOwnership;

/// <summary>
/// Carries the ownership of the number of replicas between a resource and its scale subresource: apimachinery's
/// <c>managedfields.ScaleHandler</c>.
/// </summary>
/// <param name="apiVersion">The version of the resource scaled through.</param>
/// <param name="replicasPaths">Where a version of the resource has its replicas, as in "spec.replicas"; null where it cannot be scaled.</param>
internal sealed class ScaleOwnership(string apiVersion, IReadOnlyDictionary<string, string?> replicasPaths)
{
    private const string ScaleVersion = "autoscaling/v1";

    private static readonly FieldSet ReplicasOfScale = FieldSet.Of("spec.replicas");

    /// <summary>The managers of the Scale that stands for an object with these.</summary>
    public JsonList? ToScale(JsonList? managedFields)
    {
        var scale = new ManagedEntries();
        foreach (var entry in ManagedEntries.Decode(managedFields).Snapshot())
        {
            if (replicasPaths.GetValueOrDefault(entry.ApiVersion) is not { } path || !Owns(entry, path)) continue;
            scale.Put(new ManagedEntry(entry.Id, ScaleVersion, entry.Time, ReplicasOfScale));
        }
        return Encode(scale);
    }

    /// <summary>The managers of the object after a write to its Scale left that with <paramref name="scaleManagedFields"/>.</summary>
    public JsonList? ToParent(JsonList? managedFields, JsonList? scaleManagedFields)
    {
        var scale = ManagedEntries.Decode(scaleManagedFields);
        var parent = new ManagedEntries();
        foreach (var entry in ManagedEntries.Decode(managedFields).Snapshot())
        {
            if (!replicasPaths.TryGetValue(entry.ApiVersion, out var path)) continue;
            if (path is null || !Owns(entry, path)) parent.Put(entry);
            else if (FindInScale(scale, entry) is { } kept)
            {
                parent.Put(entry);
                scale.Remove(kept.Id);
            }
            else parent.Put(entry.With(entry.Fields.Without(FieldSet.Of(path))));
        }
        var replicas = FieldSet.Of(replicasPaths[apiVersion]!);
        foreach (var entry in scale.Snapshot())
        {
            if (!Owns(entry, "spec.replicas")) continue;
            // As upstream has it, a new owner comes without the time it became one.
            parent.Put(new ManagedEntry(entry.Id with { ApiVersion = entry.Applied ? "" : apiVersion }, apiVersion, null, replicas));
        }
        return Encode(parent);
    }

    /// <summary>Scale entries are told apart by the identity they had in the resource, but for the version they were written in.</summary>
    private static ManagedEntry? FindInScale(ManagedEntries scale, ManagedEntry entry) =>
        scale.Find(entry.Id) ?? scale.Find(entry.Id with { ApiVersion = entry.Applied ? "" : ScaleVersion });

    private static bool Owns(ManagedEntry entry, string path) => !entry.Fields.Intersect(FieldSet.Of(path)).IsEmpty;

    private static JsonList? Encode(ManagedEntries entries)
    {
        var metadata = new JsonMap(1);
        entries.WriteTo(metadata);
        return metadata.List(ManagedFieldsOf.Field);
    }
}
