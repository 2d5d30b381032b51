using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>
/// A pod that says nothing of nodes that are not ready or cannot be reached stays there five minutes: upstream's
/// <c>plugin/admission/defaulttolerationseconds</c>.
/// </summary>
internal sealed class DefaultTolerationSeconds : AdmissionStep
{
    private const long Seconds = 300;

    private static readonly string[] Taints = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    public override string Name => "DefaultTolerationSeconds";

    public override bool Concerns(Resource resource) => resource.Is("", "pods");

    public override void Mutate(AdmissionRequest request)
    {
        if (request.Operation is not (Operation.Create or Operation.Update) || !request.IsMain) return;
        var spec = request.Object!.GetOrAddMap("spec");
        foreach (var taint in Taints)
        {
            if (spec.Maps("tolerations").Any(toleration => Tolerates(toleration, taint))) continue;
            spec.GetOrAddList("tolerations").Add(new JsonMap { ["key"] = taint, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = Seconds });
        }
        return;
    }

    private static bool Tolerates(JsonMap toleration, string taint) =>
        (toleration.String("key") is null or "" || toleration.String("key") == taint) && toleration.String("effect") is null or "" or "NoExecute";
}
