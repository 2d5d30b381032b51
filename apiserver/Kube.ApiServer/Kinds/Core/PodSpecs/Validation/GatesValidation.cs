using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Gates before scheduling and before readiness.</summary>
internal static class GatesValidation
{
    public static void Validate(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var index = 0;
        foreach (var gate in spec.Maps("readinessGates"))
            errors.QualifiedName(at.Child("readinessGates").Index(index++).Child("conditionType"), gate.Text("conditionType"));
        var names = new HashSet<string>(StringComparer.Ordinal);
        index = 0;
        foreach (var gate in spec.Maps("schedulingGates"))
        {
            var here = at.Child("schedulingGates").Index(index++);
            errors.QualifiedName(here, gate.Text("name"));
            if (!names.Add(gate.Text("name"))) errors.Duplicate(here, gate.Text("name"));
        }
    }
}
