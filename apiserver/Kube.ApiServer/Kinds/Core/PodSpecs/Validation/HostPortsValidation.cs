using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Ports taken on the node.</summary>
internal static class HostPortsValidation
{
    /// <summary>No two containers may ask for the same port of the node.</summary>
    public static void ValidateUnique(JsonMaps containers, FieldErrors errors, FieldPath at)
    {
        HashSet<string>? taken = null;
        var containerIndex = 0;
        foreach (var container in containers)
        {
            var portIndex = 0;
            foreach (var port in container.Maps("ports"))
            {
                var number = port.Number("hostPort");
                var key = number == 0 ? null : $"{port.Text("protocol")}/{port.Text("hostIP")}/{number}";
                if (key is not null && !(taken ??= new HashSet<string>(StringComparer.Ordinal)).Add(key))
                    errors.Duplicate(at.Index(containerIndex).Child("ports").Index(portIndex).Child("hostPort"), key);
                portIndex++;
            }
            containerIndex++;
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
