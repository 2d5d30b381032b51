using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>The ordinary containers.</summary>
internal static class ContainersValidation
{
    private static readonly string[] RestartPolicies = ["Always", "Never", "OnFailure"];

    public static void Validate(PodSpecScope scope, FieldPath at)
    {
        var errors = scope.Errors;
        if (scope.Spec.CountOf("containers") == 0)
        {
            errors.Required(at);
            return;
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var container in scope.Spec.Maps("containers"))
        {
            var here = at.Index(index++);
            ContainerValidation.Validate(container, scope, here);
            if (!names.Add(container.Text("name"))) errors.Duplicate(here.Child("name"), container.Text("name"));
            ContainerValidation.ValidateRunning(container, scope, here);
            errors.OneOf(here, container, "restartPolicy", RestartPolicies);
        }
        HostPortsValidation.ValidateUnique(scope.Spec.Maps("containers"), errors, at);
    }
}
