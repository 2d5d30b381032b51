using Kube.ApiServer.Errors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching;

/// <summary>RFC 7386 with the choices of evanphx/json-patch: nulls inside what is added are dropped, those of lists are kept.</summary>
internal sealed class MergePatch : Patch
{
    private readonly JsonMap _patch;

    private MergePatch(JsonMap patch) => _patch = patch;

    public static MergePatch Read(ReadOnlySpan<byte> body, bool validated)
    {
        return PatchBody.Read(body, validated ? "error decoding patch: " : "") switch
        {
            JsonMap patch => new MergePatch(patch) { StrictErrors = validated ? DuplicateFields.In(body) : [] },
            null => throw StatusException.BadRequest("Invalid JSON Patch"),
            _ when !validated => throw StatusException.BadRequest("Invalid JSON Patch"),
            var other => throw StatusException.BadRequest(
                $"error decoding patch: json: cannot unmarshal {PatchBody.KindOf(other)} into Go value of type map[string]interface {{}}"),
        };
    }

    public override JsonMap ApplyTo(JsonMap original)
    {
        var patched = original.DeepClone();
        Merge(patched, _patch);
        return patched;
    }

    public override string Describe(JsonMap patched) => JsonWriter.ToText(patched);

    private static void Merge(JsonMap target, JsonMap patch)
    {
        foreach (var (key, value) in patch)
        {
            if (value is null) target.Remove(key);
            else if (value is JsonMap inner && target[key] is JsonMap current) Merge(current, inner);
            // A list over an object is the one value upstream leaves unpruned.
            else target[key] = target[key] is JsonMap ? JsonValues.DeepClone(value) : WithoutNulls(value);
        }
    }

    private static object? WithoutNulls(object? value)
    {
        switch (value)
        {
            case JsonMap map:
                var kept = new JsonMap(map.Count);
                foreach (var (key, field) in map)
                {
                    if (field is not null) kept[key] = WithoutNulls(field);
                }
                return kept;
            case JsonList list:
                return new JsonList(list.Select(WithoutNulls));
            default:
                return value;
        }
    }
}
