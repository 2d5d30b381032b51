using Kube.ApiServer.Errors;
using Kube.ApiServer.Patching.StrategicMerge;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching;

/// <summary>
/// A patch that was read once and can be applied again and again, as a PATCH does when another writer comes between.
/// Server-side apply is no such patch: see <c>FieldOwnership</c>.
/// </summary>
internal abstract class Patch
{
    /// <summary>What strict field validation finds in the patch itself: duplicate fields, unknown fields of operations.</summary>
    public IReadOnlyList<string> StrictErrors { get; protected init; } = [];

    /// <summary>
    /// Reads a patch of objects of <paramref name="schema"/>; <paramref name="validated"/> when fieldValidation is Warn or
    /// Strict, which words some errors differently.
    /// </summary>
    /// <exception cref="StatusException">400 when the body is no patch of that type, 413 for too many operations.</exception>
    public static Patch Read(PatchType type, ReadOnlySpan<byte> body, TypeSchema schema, bool validated = true) => type switch
    {
        PatchType.Json => JsonPatch.JsonPatch.Read(body, validated),
        PatchType.Merge => MergePatch.Read(body, validated),
        PatchType.StrategicMerge => StrategicMergePatch.Read(body, schema, validated),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a patch of a document"),
    };

    /// <summary>The patched copy of <paramref name="original"/>, which stays as it is; neither decoded nor defaulted yet.</summary>
    /// <exception cref="StatusException">The patch does not apply.</exception>
    public abstract JsonMap ApplyTo(JsonMap original);

    /// <summary>What an Invalid status shows as the value of <c>patch</c> when the patched object does not decode.</summary>
    public abstract string Describe(JsonMap patched);
}
