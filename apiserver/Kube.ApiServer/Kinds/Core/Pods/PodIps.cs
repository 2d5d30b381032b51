using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>podIP is the first of podIPs; where a client sends both and they differ, podIP counts.</summary>
internal static class PodIps
{
    public static void Mirror(JsonMap pod)
    {
        if (pod.Map("status") is not { } status) return;
        var first = status.Maps("podIPs").FirstOrDefault()?.Text("ip") ?? "";
        var ip = status.Text("podIP");
        if (ip.Length == 0 && first.Length > 0) status["podIP"] = first;
        else if (ip.Length > 0 && ip != first) status["podIPs"] = new JsonList { new JsonMap(1) { ["ip"] = ip } };
    }
}
