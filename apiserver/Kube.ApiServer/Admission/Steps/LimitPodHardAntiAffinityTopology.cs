using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>Pods may keep others off their node, but not off more than that: upstream's <c>plugin/admission/antiaffinity</c>.</summary>
internal sealed class LimitPodHardAntiAffinityTopology : AdmissionStep
{
    private const string Host = "kubernetes.io/hostname";

    public override string Name => "LimitPodHardAntiAffinityTopology";

    public override bool Concerns(Resource resource) => resource.Is("", "pods");

    public override void Validate(AdmissionRequest request)
    {
        if (!request.IsMain || request.Operation is not (Operation.Create or Operation.Update)) return;
        var terms = request.Object!.Spec().Part("affinity").Part("podAntiAffinity").Maps("requiredDuringSchedulingIgnoredDuringExecution");
        if (terms.FirstOrDefault(term => term.Text("topologyKey") != Host) is { } other)
            throw request.Forbidden($"affinity.PodAntiAffinity.RequiredDuringScheduling has TopologyKey {other.Text("topologyKey")} but only key {Host} is allowed");
        return;
    }
}
