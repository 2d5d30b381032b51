using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.StrategicMerge;

/// <summary><c>$retainKeys</c>: of the object that is patched only the fields named stay; the patch may set no other.</summary>
internal static class RetainKeys
{
    public static void Apply(JsonMap original, JsonMap patch)
    {
        if (!patch.TryGetValue(Directives.RetainKeys, out var directive)) return;
        patch.Remove(Directives.RetainKeys);
        if (directive is not JsonList retained) throw MergeErrors.BadRetainKeys();
        foreach (var (key, value) in patch)
        {
            if (value is null || Directives.IsDeleteFromList(key) || Directives.IsSetElementOrder(key)) continue;
            if (!retained.Contains(key)) throw MergeErrors.BadRetainKeys();
        }
        foreach (var key in original.Keys.ToArray())
        {
            if (!retained.Contains(key)) original.Remove(key);
        }
    }
}
