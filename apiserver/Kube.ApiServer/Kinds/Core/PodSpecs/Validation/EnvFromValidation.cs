using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Variables taken from all keys of a ConfigMap or Secret.</summary>
internal static class EnvFromValidation
{
    private static readonly string[] Sources = ["configMapRef", "secretRef"];

    public static void Validate(JsonMap container, FieldErrors errors, FieldPath at)
    {
        var index = 0;
        foreach (var entry in container.Maps("envFrom"))
        {
            var here = at.Index(index++);
            if (entry.Text("prefix") is { Length: > 0 } prefix) errors.InvalidAll(here.Child("prefix"), prefix, DataKeys.EnvironmentVariable(prefix));
            foreach (var source in Sources)
            {
                if (entry.Map(source) is not { } reference) continue;
                if (reference.Text("name") is { Length: > 0 } name) errors.InvalidAll(here.Child(source, "name"), name, NameRules.DnsSubdomain(name, isPrefix: true));
                else errors.Required(here.Child(source, "name"));
            }
            var count = Sources.Count(entry.Has);
            if (count == 0) errors.Invalid(at, "", "must specify one of: `configMapRef` or `secretRef`");
            else if (count > 1) errors.Invalid(at, "", "may not have more than one field specified at a time");
        }
    }
}
