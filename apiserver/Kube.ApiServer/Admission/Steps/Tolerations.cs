using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>Several lists of tolerations as one: upstream's <c>pkg/util/tolerations</c>.</summary>
internal static class Tolerations
{
    /// <summary>Leaves out what another of the list tolerates already; of equal ones the first stays.</summary>
    public static JsonList Merge(IReadOnlyList<JsonMap> all)
    {
        var merged = new JsonList();
        for (var i = 0; i < all.Count; i++)
        {
            var one = all[i];
            if (merged.OfType<JsonMap>().Any(kept => Covers(kept, one))) continue;
            if (all.Skip(i + 1).Any(later => !JsonValues.DeepEquals(later, one) && Covers(later, one))) continue;
            merged.Add(one);
        }
        return merged;
    }

    private static bool Covers(JsonMap wide, JsonMap narrow)
    {
        if (JsonValues.DeepEquals(wide, narrow)) return true;
        var exists = wide.Text("operator") == "Exists";
        if (narrow.Text("key") != wide.Text("key") && !(exists && wide.Text("key").Length == 0)) return false;
        if (narrow.Text("effect") != wide.Text("effect") && wide.Text("effect").Length > 0) return false;
        if (wide.Text("effect") == "NoExecute" && wide.Long("tolerationSeconds") is { } seconds && (narrow.Long("tolerationSeconds") ?? long.MaxValue) > seconds) return false;
        return exists || (narrow.Text("operator") == "Equal" && narrow.Text("value") == wide.Text("value"));
    }
}
