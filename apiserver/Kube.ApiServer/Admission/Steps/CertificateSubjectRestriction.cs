using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authentication.Certificates;
using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>
/// Nobody becomes a member of system:masters by a certificate he asks the cluster for: upstream's
/// <c>plugin/admission/certificates/subjectrestriction</c>.
/// </summary>
internal sealed class CertificateSubjectRestriction : AdmissionStep
{
    private const string Signer = "kubernetes.io/kube-apiserver-client";

    public override string Name => "CertificateSubjectRestriction";

    public override bool Concerns(Resource resource) => resource.Is("certificates.k8s.io", "certificatesigningrequests");

    public override void Validate(AdmissionRequest request)
    {
        if (request.Operation != Operation.Create || !request.IsMain || request.Object!.Spec().Text("signerName") != Signer) return;
        if (Organizations(request).Contains(UserInfo.Masters)) throw request.Forbidden($"use of {Signer} signer with {UserInfo.Masters} group is not allowed");
        return;
    }

    /// <summary>All of them, several in one part of the name included, as Go writes them.</summary>
    private static List<string> Organizations(AdmissionRequest request)
    {
        try
        {
            var pem = Encoding.ASCII.GetString(Convert.FromBase64String(request.Object!.Spec().Text("request")));
            var asked = CertificateRequest.LoadSigningRequestPem(
                pem, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.SkipSignatureValidation | CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
            return [.. SubjectNames.Of(asked.SubjectName).Where(part => part.Oid == SubjectNames.Organization).Select(part => part.Value)];
        }
        catch (Exception failure) when (failure is CryptographicException or AsnContentException or FormatException or ArgumentException)
        {
            throw request.Forbidden($"failed to parse CSR: {failure.Message}");
        }
    }
}
