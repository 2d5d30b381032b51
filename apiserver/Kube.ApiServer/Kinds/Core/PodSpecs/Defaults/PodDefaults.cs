using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Kinds.Rules;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;

/// <summary>What only a pod gets, and a template does not: SetDefaults_Pod.</summary>
internal static class PodDefaults
{
    public static void Set(JsonMap pod)
    {
        var spec = pod.GetOrAddMap("spec");
        PodSpecDefaults.Set(spec);
        spec.Default("enableServiceLinks", true);
        // A negative grace period has meant "one second" ever since it was accepted by mistake.
        if (spec.Number("terminationGracePeriodSeconds") < 0) spec["terminationGracePeriodSeconds"] = 1L;
        foreach (var list in (ReadOnlySpan<string>)["initContainers", "containers"])
        {
            foreach (var container in spec.Maps(list)) RequestWhatIsLimited(container);
        }
        RequestForThePod(spec);
        if (spec.IsTrue("hostNetwork")) UseHostPorts(spec);
    }

    private static void RequestWhatIsLimited(JsonMap container)
    {
        if (container.Map("resources") is not { } resources || resources.Map("limits") is not { Count: > 0 } limits) return;
        var requests = resources.GetOrAddMap("requests");
        foreach (var (resource, limit) in limits) requests.Default(resource, limit!);
    }

    /// <summary>A pod with resources of its own asks for what its containers ask for together, or else for what it may use.</summary>
    private static void RequestForThePod(JsonMap spec)
    {
        if (spec.Map("resources") is not { } resources || resources.CountOf("requests") + resources.CountOf("limits") == 0) return;
        var requests = resources.GetOrAddMap("requests");
        foreach (var (name, total) in PodRequests.OfContainers(spec))
        {
            if (name is "cpu" or "memory" || ResourceNames.IsHugePages(name)) requests.Default(name, total.ToString());
        }
        foreach (var (name, limit) in resources.Map("limits") ?? []) requests.Default(name, limit!);
    }

    private static void UseHostPorts(JsonMap spec)
    {
        foreach (var list in (ReadOnlySpan<string>)["initContainers", "containers"])
        {
            foreach (var port in spec.Maps(list).SelectMany(container => container.Maps("ports")))
            {
                if (port.Number("hostPort") == 0) port["hostPort"] = port.Number("containerPort");
            }
        }
    }
}
