using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>A new node is not ready until its kubelet says so: upstream's <c>plugin/admission/nodetaint</c>.</summary>
internal sealed class TaintNodesByCondition : AdmissionStep
{
    private const string NotReady = "node.kubernetes.io/not-ready";

    public override string Name => "TaintNodesByCondition";

    public override bool Concerns(Resource resource) => resource.Is("", "nodes");

    public override void Mutate(AdmissionRequest request)
    {
        if (request.Operation != Operation.Create || !request.IsMain) return;
        var taints = request.Object!.GetOrAddMap("spec").GetOrAddList("taints");
        if (taints.OfType<JsonMap>().All(taint => taint.String("key") != NotReady || taint.String("effect") != "NoSchedule"))
        {
            taints.Add(new JsonMap { ["key"] = NotReady, ["effect"] = "NoSchedule" });
        }
        return;
    }
}
