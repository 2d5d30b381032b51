using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>Services get no new external IPs: upstream's <c>plugin/admission/network/denyserviceexternalips</c>.</summary>
internal sealed class DenyServiceExternalIPs : AdmissionStep
{
    public override string Name => "DenyServiceExternalIPs";

    public override bool Concerns(Resource resource) => resource.Is("", "services");

    public override void Validate(AdmissionRequest request)
    {
        if (!request.IsMain || request.Object is null) return;
        var before = request.OldObject?.Spec().Strings("externalIPs") ?? [];
        if (request.Object.Spec().Strings("externalIPs").Except(before).Any()) throw request.Forbidden("Use of external IPs is denied by admission control");
        return;
    }
}
