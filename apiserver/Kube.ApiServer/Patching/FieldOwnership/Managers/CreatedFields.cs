using System.Collections.Concurrent;
using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.ApiServer.Patching.FieldOwnership.Values;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;
using Kube.OpenApi.Writing;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>
/// The fields whoever creates an object of a kind will own. Most objects are made of a template, so the answers for the outlines met
/// last are remembered, and what <c>managedFields</c> will say of them is encoded once. Safe for concurrent use.
/// </summary>
internal sealed class CreatedFields(KindSchema kind, JsonMap empty, FieldFilter? filter)
{
    private const int Remembered = 32;

    private readonly ConcurrentDictionary<Outline, OwnedFields> _known = new();

    /// <exception cref="TypedValueException">An element of a list cannot be named.</exception>
    public OwnedFields Of(JsonMap created)
    {
        if (Outline.Of(created, empty, kind.Type) is not { } outline) return Compare(created);
        if (_known.TryGetValue(outline, out var known)) return known;
        var kept = outline.Copy();
        var found = Compare(created);
        if (_known.Count >= Remembered) _known.Clear();
        return _known[kept] = found with { Encoded = SchemaWriter.Freeze(found.Encoded) };
    }

    private OwnedFields Compare(JsonMap created)
    {
        var fields = Comparer.Compare(empty, created, kind.Type).Through(filter).Written.Stripped();
        return new OwnedFields(fields, FieldsV1.Encode(fields));
    }
}
