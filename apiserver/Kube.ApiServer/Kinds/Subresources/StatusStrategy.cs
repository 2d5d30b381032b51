using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Subresources;

/// <summary>Writes through <c>/status</c> change status and leave the rest, labels and annotations included, as it was.</summary>
/// <param name="main">The kind's own rules: its defaults apply here too.</param>
internal class StatusStrategy(KindStrategy main) : KindStrategy
{
    private static readonly FieldFilter OwnableAlone = FieldFilter.Except("spec", "metadata");
    private static readonly FieldFilter OwnableWithMetadata = FieldFilter.Except("spec");
    private static readonly string[] KeptMetadata = ["labels", "annotations", "finalizers", "ownerReferences", "deletionGracePeriodSeconds"];

    public override bool AllowUnconditionalUpdate => main.AllowUnconditionalUpdate;

    /// <summary>Whether <c>/status</c> may change labels and annotations, which a few kinds allow.</summary>
    protected virtual bool MetadataMayChange => false;

    public override FieldFilter? Ownable => MetadataMayChange ? OwnableWithMetadata : OwnableAlone;

    public override void SetDefaults(JsonMap obj) => main.SetDefaults(obj);

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context)
    {
        foreach (var field in old.Keys.Concat(obj.Keys).Distinct().ToList())
        {
            if (field is "status" or "metadata" or "apiVersion" or "kind") continue;
            Keep(field, obj, old);
        }
        if (MetadataMayChange) return;
        foreach (var field in KeptMetadata) Keep(field, obj.GetOrAddMap("metadata"), old.GetOrAddMap("metadata"));
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
    }

    protected static void Keep(string field, JsonMap obj, JsonMap old)
    {
        if (old.TryGetValue(field, out var value)) obj[field] = value;
        else obj.Remove(field);
    }
}
