using Kube.ApiServer.Authorization;
using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>Who issues a certificate must have the right to for its signer: upstream's <c>plugin/admission/certificates/signing</c>.</summary>
internal sealed class CertificateSigning(IAuthorizer authorizer) : AdmissionStep
{
    public override string Name => "CertificateSigning";

    public override bool Concerns(Resource resource) => resource.Is("certificates.k8s.io", "certificatesigningrequests");

    public override void Validate(AdmissionRequest request)
    {
        if (request.Operation != Operation.Update || request.Subresource != "status") return;
        var (status, before) = (request.Object!.Status(), request.OldObject!.Status());
        if (status.SameField(before, "certificate") && status.SameField(before, "conditions")) return;
        var signer = request.OldObject!.Spec().Text("signerName");
        if (!SignerRights.Has(request, authorizer, "sign", signer)) throw request.Forbidden($"user not permitted to sign requests with signerName \"{signer}\"");
        return;
    }
}
