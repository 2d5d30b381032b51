using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Lines for the pod's hosts file.</summary>
internal static class HostAliasesValidation
{
    public static void Validate(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var index = 0;
        foreach (var alias in spec.Maps("hostAliases"))
        {
            var here = at.Index(index++);
            errors.Ip(here.Child("ip"), alias.Text("ip"));
            var names = alias.Strings("hostnames");
            for (var i = 0; i < names.Count; i++) errors.DnsSubdomain(here.Child("hostnames").Index(i), names[i]);
        }
    }
}
