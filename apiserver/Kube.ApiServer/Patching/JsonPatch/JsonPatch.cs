using Kube.ApiServer.Errors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.JsonPatch;

/// <summary>
/// RFC 6902 as the library upstream uses (evanphx/json-patch v4) has it, which differs from the RFC: <c>replace</c> of an
/// absent field of an object adds it, <c>test</c> of an absent field against null holds, and list indexes may be negative.
/// </summary>
internal sealed class JsonPatch : Patch
{
    private const int MaxOperations = 10_000;

    private readonly IReadOnlyList<JsonPatchOperation> _operations;

    private JsonPatch(IReadOnlyList<JsonPatchOperation> operations) => _operations = operations;

    public static JsonPatch Read(ReadOnlySpan<byte> body, bool validated)
    {
        var value = PatchBody.Read(body, validated ? "error decoding patch: " : "");
        if (value is not (JsonList or null)) throw NotAPatch(value, validated ? "[]handlers.jsonPatchOp" : "jsonpatch.Patch", validated);
        var list = value as JsonList ?? [];
        if (list.Count > MaxOperations)
        {
            throw new StatusException(new Status(413, "RequestEntityTooLarge",
                $"Request entity too large: The allowed maximum operations in a JSON patch is {MaxOperations}, got {list.Count}"));
        }

        List<string> strictErrors = [.. (validated ? DuplicateFields.In(body) : []).Select(error => $"json patch {error}")];
        var operations = new List<JsonPatchOperation>(list.Count);
        foreach (var item in list)
        {
            if (item is not (JsonMap or null)) throw NotAPatch(item, validated ? "handlers.jsonPatchOp" : "jsonpatch.Operation", validated);
            var operation = item as JsonMap ?? [];
            strictErrors.AddRange(operation.Keys.Where(key => key is not ("op" or "path" or "from" or "value"))
                .Select(key => $"json patch unknown field \"[{operations.Count}].{key}\""));
            operations.Add(new JsonPatchOperation(operation));
        }
        return new JsonPatch(operations) { StrictErrors = strictErrors };
    }

    public override JsonMap ApplyTo(JsonMap original)
    {
        object? document = original.DeepClone();
        foreach (var operation in _operations)
        {
            if (!operation.TryApply(ref document)) throw DoesNotApply();
        }
        return document as JsonMap ?? throw DoesNotApply();
    }

    public override string Describe(JsonMap patched) => JsonWriter.ToText(patched);

    /// <summary>Upstream keeps to itself which operation failed and why.</summary>
    private static StatusException DoesNotApply() =>
        new(new Status(422, "Invalid", "the server rejected our request due to an error in our request", new StatusDetails()));

    private static StatusException NotAPatch(object? value, string goType, bool validated) => StatusException.BadRequest(
        $"{(validated ? "error decoding patch: " : "")}json: cannot unmarshal {PatchBody.KindOf(value)} into Go value of type {goType}");
}
