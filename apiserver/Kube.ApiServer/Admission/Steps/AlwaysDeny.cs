using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>Refuses every write: upstream's <c>plugin/admission/deny</c>.</summary>
internal sealed class AlwaysDeny : AdmissionStep
{
    public override string Name => "AlwaysDeny";

    public override bool Concerns(Resource resource) => true;

    public override void Mutate(AdmissionRequest request) =>
        throw request.Forbidden("admission control is denying all modifications");
}
