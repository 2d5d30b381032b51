using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Ports taken on the node.</summary>
internal static class HostPortsValidation
{
    /// <summary>No two containers may ask for the same port of the node.</summary>
    public static void ValidateUnique(IEnumerable<JsonMap> containers, FieldErrors errors, FieldPath at)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var containerIndex = 0;
        foreach (var container in containers)
        {
            var ports = at.Index(containerIndex++).Child("ports");
            var portIndex = 0;
            foreach (var port in container.Maps("ports"))
            {
                var here = ports.Index(portIndex++);
                if (port.Number("hostPort") is var number and not 0 && $"{port.Text("protocol")}/{port.Text("hostIP")}/{number}" is var key && !taken.Add(key))
                    errors.Duplicate(here.Child("hostPort"), key);
            }
        }
    }

    /// <summary>In the node's network a port is the node's; a template may leave it to the pod's defaults.</summary>
    public static void ValidateHostNetwork(PodSpecScope scope, FieldPath at)
    {
        if (!scope.Spec.IsTrue("hostNetwork")) return;
        var containerIndex = 0;
        foreach (var container in scope.Spec.Maps("containers"))
        {
            var ports = at.Child("containers").Index(containerIndex++).Child("ports");
            var portIndex = 0;
            foreach (var port in container.Maps("ports"))
            {
                var here = ports.Index(portIndex++);
                var host = port.Number("hostPort");
                if ((scope.IsPod || host != 0) && host != port.Number("containerPort"))
                    scope.Errors.Invalid(here.Child("hostPort"), host, "must match `containerPort` when `hostNetwork` is true");
            }
        }
    }
}
