using Kube.ApiServer.Authorization;
using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>Who approves a request must have the right to for its signer: upstream's <c>plugin/admission/certificates/approval</c>.</summary>
internal sealed class CertificateApproval(IAuthorizer authorizer) : AdmissionStep
{
    public override string Name => "CertificateApproval";

    public override bool Concerns(Resource resource) => resource.Is("certificates.k8s.io", "certificatesigningrequests");

    public override void Validate(AdmissionRequest request)
    {
        if (request.Operation != Operation.Update || request.Subresource != "approval") return;
        var signer = request.OldObject!.Spec().Text("signerName");
        if (!SignerRights.Has(request, authorizer, "approve", signer)) throw request.Forbidden($"user not permitted to approve requests with signerName \"{signer}\"");
        return;
    }
}
