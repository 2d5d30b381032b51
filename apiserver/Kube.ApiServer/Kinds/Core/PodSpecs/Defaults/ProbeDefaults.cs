using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;

/// <summary>SetDefaults_Probe and SetDefaults_HTTPGetAction.</summary>
internal static class ProbeDefaults
{
    public static void Set(JsonMap? probe)
    {
        if (probe is null) return;
        DefaultNumber(probe, "timeoutSeconds", 1);
        DefaultNumber(probe, "periodSeconds", 10);
        DefaultNumber(probe, "successThreshold", 1);
        DefaultNumber(probe, "failureThreshold", 3);
        SetHandler(probe);
        probe.Map("grpc")?.Default("service", "");
    }

    public static void SetHandler(JsonMap? handler)
    {
        if (handler?.Map("httpGet") is not { } get) return;
        if (get.Text("path").Length == 0) get["path"] = "/";
        if (get.Text("scheme").Length == 0) get["scheme"] = "HTTP";
    }

    private static void DefaultNumber(JsonMap map, string key, long value)
    {
        if (map.Number(key) == 0) map[key] = value;
    }
}
