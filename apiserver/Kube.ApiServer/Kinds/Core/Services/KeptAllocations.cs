using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>A client that leaves out what the server once gave means to keep it: patchAllocatedValues.</summary>
internal static class KeptAllocations
{
    public static void CopyWhereLeftOut(JsonMap spec, JsonMap old)
    {
        if (ServiceTraits.NeedsClusterIp(spec) && ServiceTraits.NeedsClusterIp(old))
        {
            if (spec.Text("clusterIP").Length == 0) spec.CopyField("clusterIP", old);
            if (spec.CountOf("clusterIPs") == 0 && spec.SameField(old, "clusterIP")) spec.CopyField("clusterIPs", old);
        }
        if (ServiceTraits.NeedsNodePorts(spec) && ServiceTraits.NeedsNodePorts(old)) KeepNodePorts(spec, old);
        if (ServiceTraits.NeedsHealthCheck(spec) && ServiceTraits.NeedsHealthCheck(old) && spec.Number("healthCheckNodePort") == 0)
            spec.CopyField("healthCheckNodePort", old);
    }

    private static void KeepNodePorts(JsonMap spec, JsonMap old)
    {
        var before = old.Maps("ports").ToLookup(Key);
        var asked = spec.Maps("ports").Select(port => port.Number("nodePort")).Where(number => number != 0).ToHashSet();
        foreach (var port in spec.Maps("ports").Where(port => port.Number("nodePort") == 0))
        {
            if (before[Key(port)].FirstOrDefault() is { } match && match.Number("nodePort") is var number and not 0 && !asked.Contains(number)) port["nodePort"] = number;
        }
    }

    private static (string, long) Key(JsonMap port) => (port.Text("protocol"), port.Number("port"));
}
