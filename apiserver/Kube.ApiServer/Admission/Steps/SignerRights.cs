using Kube.ApiServer.Authorization;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>Whether a user may act for a signer, by its name or for its whole domain: upstream's <c>pkg/certauthorization</c>.</summary>
internal static class SignerRights
{
    public static bool Has(AdmissionRequest request, IAuthorizer authorizer, string verb, string signer) =>
        Allowed(request, authorizer, verb, signer) || Allowed(request, authorizer, verb, signer.Split('/')[0] + "/*");

    private static bool Allowed(AdmissionRequest request, IAuthorizer authorizer, string verb, string name) => authorizer.Authorize(request.User, new RequestInfo
    {
        Path = "", Verb = verb, IsResource = true, Group = "certificates.k8s.io", Version = "*", Resource = "signers", Name = name,
    }).Allowed;
}
