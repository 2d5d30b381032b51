using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Whether changing a resource of a running container restarts it.</summary>
internal static class ResizePolicyValidation
{
    private static readonly string[] Resources = ["cpu", "memory"];
    private static readonly string[] Policies = ["NotRequired", "RestartContainer"];

    public static void Validate(JsonMap container, PodSpecScope scope, FieldPath at)
    {
        var errors = scope.Errors;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var policy in container.Maps("resizePolicy"))
        {
            var here = at.Index(index++);
            var (resource, restart) = (policy.Text("resourceName"), policy.Text("restartPolicy"));
            if (!seen.Add(resource)) errors.Duplicate(here, resource);
            Check(resource, Resources, errors, at);
            Check(restart, Policies, errors, at);
            if (scope.RestartPolicy == "Never" && restart != "NotRequired") errors.Invalid(at, restart, "must be 'NotRequired' when `restartPolicy` is 'Never'");
        }
    }

    private static void Check(string value, string[] supported, FieldErrors errors, FieldPath at)
    {
        if (value.Length == 0) errors.Required(at);
        else if (!supported.Contains(value)) errors.NotSupported(at, value, supported);
    }
}
