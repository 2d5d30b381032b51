using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Debug containers, which nothing a workload relies on may hang on.</summary>
internal static class EphemeralContainersValidation
{
    private const string NotForEphemeral = "cannot be set for an Ephemeral Container";

    private static readonly string[] Disallowed =
        ["ports", "resources", "resizePolicy", "restartPolicy", "restartPolicyRules", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle"];

    public static void Validate(PodSpecScope scope, FieldPath at)
    {
        var (spec, errors) = (scope.Spec, scope.Errors);
        if (spec.CountOf("ephemeralContainers") == 0) return;
        var others = spec.Maps("containers").Concat(spec.Maps("initContainers")).Select(container => container.Text("name")).ToHashSet(StringComparer.Ordinal);
        var names = new HashSet<string>(others, StringComparer.Ordinal);
        var index = 0;
        foreach (var container in spec.Maps("ephemeralContainers"))
        {
            var here = at.Index(index++);
            ContainerValidation.Validate(container, scope, here);
            if (!names.Add(container.Text("name"))) errors.Duplicate(here.Child("name"), container.Text("name"));
            if (container.Text("targetContainerName") is { Length: > 0 } target && !others.Contains(target))
                errors.NotFound(here.Child("targetContainerName"), target);
            foreach (var field in Disallowed)
            {
                if (container[field] is { } value and not JsonMap { Count: 0 } and not JsonList { Count: 0 }) errors.Forbidden(here.Child(field), NotForEphemeral);
            }
            ValidateMounts(container, errors, here.Child("volumeMounts"));
        }
    }

    // Sub-paths are bind mounts that are only cleaned up with the pod.
    private static void ValidateMounts(JsonMap container, FieldErrors errors, FieldPath at)
    {
        var index = 0;
        foreach (var mount in container.Maps("volumeMounts"))
        {
            var here = at.Index(index++);
            foreach (var field in (ReadOnlySpan<string>)["subPath", "subPathExpr"])
            {
                if (mount.Text(field).Length > 0) errors.Forbidden(here.Child(field), NotForEphemeral);
            }
        }
    }
}
