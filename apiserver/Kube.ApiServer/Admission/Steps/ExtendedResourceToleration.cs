using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Rules;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>
/// A pod that asks for an extended resource tolerates the nodes that are tainted with its name: upstream's
/// <c>plugin/admission/extendedresourcetoleration</c>.
/// </summary>
internal sealed class ExtendedResourceToleration : AdmissionStep
{
    public override string Name => "ExtendedResourceToleration";

    public override bool Concerns(Resource resource) => resource.Is("", "pods");

    public override void Mutate(AdmissionRequest request)
    {
        if (!request.IsMain || request.Operation is not (Operation.Create or Operation.Update)) return;
        var spec = request.Object!.GetOrAddMap("spec");
        foreach (var name in Extended(spec).Distinct().Order(StringComparer.Ordinal))
        {
            var wanted = new JsonMap { ["key"] = name, ["operator"] = "Exists", ["effect"] = "NoSchedule" };
            if (!spec.Maps("tolerations").Any(given => JsonValues.DeepEquals(given, wanted))) spec.GetOrAddList("tolerations").Add(wanted);
        }
        return;
    }

    private static IEnumerable<string> Extended(JsonMap spec) =>
        from container in spec.Maps("containers").Concat(spec.Maps("initContainers"))
        from request in container.Part("resources").Part("requests").Keys.ToArray()
        where ResourceNames.IsExtended(request)
        select request;
}
