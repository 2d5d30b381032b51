using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>What a subresource of pods leaves as it was.</summary>
internal static class PodParts
{
    private static readonly string[] OfTheRequest = ["resourceVersion", "managedFields"];

    /// <summary>Makes <paramref name="obj"/> the old pod with what <paramref name="change"/> does to its spec.</summary>
    public static void KeepAllBut(JsonMap obj, JsonMap old, Action<JsonMap> change)
    {
        var spec = old.Spec().DeepClone();
        change(spec);
        var (metadata, before) = (obj.GetOrAddMap("metadata"), old.Metadata());
        foreach (var field in metadata.Keys.Union(before.Keys).Except(OfTheRequest).ToList()) metadata.CopyField(field, before);
        obj["spec"] = spec;
        obj.CopyField("status", old);
    }
}
