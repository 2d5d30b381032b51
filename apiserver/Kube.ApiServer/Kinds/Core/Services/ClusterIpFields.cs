using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>clusterIP is the first of clusterIPs; clients that know only one of the two change both.</summary>
internal static class ClusterIpFields
{
    public static void Normalize(JsonMap spec, JsonMap? old)
    {
        var single = spec.Text("clusterIP");
        if (old is null)
        {
            if (single.Length > 0 && spec.CountOf("clusterIPs") == 0) Set(spec, single);
            return;
        }
        if (single == old.Text("clusterIP") || !spec.SameField(old, "clusterIPs"))
        {
            if (single.Length > 0 && spec.CountOf("clusterIPs") == 0) Set(spec, single);
            return;
        }
        if (single.Length == 0) spec.Remove("clusterIPs");
        else Set(spec, single);
    }

    private static void Set(JsonMap spec, string ip) => spec["clusterIPs"] = new JsonList { ip };
}
