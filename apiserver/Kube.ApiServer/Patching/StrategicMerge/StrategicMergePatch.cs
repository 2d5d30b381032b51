using Kube.ApiServer.Errors;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.StrategicMerge;

/// <summary>
/// Kubernetes' own patch: objects merge, and lists merge too where the schema says by which key. Semantics are those of
/// apimachinery's <c>strategicpatch.StrategicMergeMapPatch</c>, see
/// https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
/// </summary>
internal sealed class StrategicMergePatch : Patch
{
    private readonly JsonMap _patch;
    private readonly TypeSchema _schema;

    private StrategicMergePatch(JsonMap patch, TypeSchema schema)
    {
        _patch = patch;
        _schema = schema;
    }

    public static StrategicMergePatch Read(ReadOnlySpan<byte> body, TypeSchema schema, bool validated)
    {
        var value = PatchBody.Read(body);
        if (value is not (JsonMap or null))
        {
            throw StatusException.BadRequest($"json: cannot unmarshal {PatchBody.KindOf(value)} into Go value of type map[string]interface {{}}");
        }
        return new StrategicMergePatch(value as JsonMap ?? [], schema) { StrictErrors = validated ? DuplicateFields.In(body) : [] };
    }

    // Merging takes the patch apart, so each application gets its own.
    public override JsonMap ApplyTo(JsonMap original) => MapMerge.Merge(original.DeepClone(), _patch.DeepClone(), _schema);

    public override string Describe(JsonMap patched) => GoFormat.Value(_patch);
}
