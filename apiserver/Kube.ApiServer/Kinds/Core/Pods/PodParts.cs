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
        var metadata = old.Metadata().DeepClone();
        foreach (var field in OfTheRequest) metadata.CopyField(field, obj.Metadata());
        obj["metadata"] = metadata;
        obj["spec"] = spec;
        obj.CopyField("status", old);
    }
}
