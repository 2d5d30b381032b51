using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Init containers; those that restart always are sidecars and may do what ordinary containers do.</summary>
internal static class InitContainersValidation
{
    private const string Sidecar = "Always";

    private static readonly string[] OnlyForSidecars = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"];

    public static void Validate(PodSpecScope scope, FieldPath at)
    {
        var errors = scope.Errors;
        var names = scope.Spec.Maps("containers").Select(container => container.Text("name")).ToHashSet(StringComparer.Ordinal);
        var index = 0;
        foreach (var container in scope.Spec.Maps("initContainers"))
        {
            var here = at.Index(index++);
            ContainerValidation.Validate(container, scope, here);
            if (container.Text("restartPolicy") is { Length: > 0 } policy and not Sidecar)
                errors.NotSupported(here.Child("restartPolicy"), policy, Sidecar);
            if (container.Text("name") is { Length: > 0 } name && !names.Add(name)) errors.Duplicate(here.Child("name"), name);
            // They run one after another, so only the ports of one can collide.
            HostPortsValidation.ValidateUnique(new JsonMaps([container]), errors, at);
            if (container.Text("restartPolicy") == Sidecar)
            {
                ContainerValidation.ValidateRunning(container, scope, here);
                continue;
            }
            foreach (var field in OnlyForSidecars)
            {
                if (container.Has(field)) errors.Forbidden(here.Child(field), "may not be set for init containers without restartPolicy=Always");
            }
        }
    }
}
