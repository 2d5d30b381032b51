using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Nodes;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>A pod that gets a node gets the labels of the node's zone and region: upstream's <c>plugin/admission/podtopologylabels</c>.</summary>
internal sealed class PodTopologyLabels : AdmissionStep
{
    private static readonly string[] Copied = ["topology.kubernetes.io/zone", "topology.kubernetes.io/region"];

    public override string Name => "PodTopologyLabels";

    public override bool Concerns(Resource resource) => resource.Is("", "pods");

    public override void Mutate(AdmissionRequest request)
    {
        if (request.Operation != Operation.Create || NodeOf(request) is not { Length: > 0 } name) return;
        if (request.Known(NodeKind.Resource, "", name) is not { } node) return;
        foreach (var label in Copied)
        {
            if (node.Labels.TryGetValue(label, out var value)) request.Object!.GetOrAddMap("metadata").GetOrAddMap("labels").Default(label, value);
        }
    }

    private static string NodeOf(AdmissionRequest request) => request.Subresource switch
    {
        "" => request.Object!.Spec().Text("nodeName"),
        "binding" when request.Object!.Part("target").Text("kind") == "Node" => request.Object!.Part("target").Text("name"),
        _ => "",
    };
}
