using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>
/// Makes every image be asked for at its registry, so that nobody runs a private image that lies on a node for others: upstream's
/// <c>plugin/admission/alwayspullimages</c>.
/// </summary>
internal sealed class AlwaysPullImages : AdmissionStep
{
    private const string Always = "Always";

    public override string Name => "AlwaysPullImages";

    public override bool Concerns(Resource resource) => resource.Is("", "pods");

    public override void Mutate(AdmissionRequest request)
    {
        if (request.Operation is not (Operation.Create or Operation.Update) || request.Subresource is not ("" or "ephemeralcontainers")) return;
        var spec = request.Object!.Spec();
        if (request.OldObject is { } old && Images(spec).ToHashSet().IsSubsetOf(Images(old.Spec()))) return;
        foreach (var container in Containers(spec)) container["imagePullPolicy"] = Always;
        foreach (var volume in spec.Maps("volumes").Select(volume => volume.Map("image")).OfType<JsonMap>()) volume["pullPolicy"] = Always;
        return;
    }

    private static IEnumerable<JsonMap> Containers(JsonMap spec) =>
        spec.Maps("initContainers").Concat(spec.Maps("containers")).Concat(spec.Maps("ephemeralContainers"));

    private static IEnumerable<string> Images(JsonMap spec) => Containers(spec).Select(container => container.Text("image"));
}
