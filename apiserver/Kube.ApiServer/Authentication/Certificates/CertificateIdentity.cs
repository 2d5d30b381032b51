using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.ApiServer.Authentication.Certificates;

/// <summary>Whom a certificate names: apiserver's <c>request/x509.CommonNameUserConversion</c>.</summary>
/// <param name="CommonName">"" when it has none.</param>
/// <param name="User">Null without a common name; the organizations are the groups.</param>
internal sealed record CertificateIdentity(string CommonName, UserInfo? User)
{
    private const string OrganizationOid = "2.5.4.10";
    private const string CommonNameOid = "2.5.4.3";
    private const string CredentialIdExtra = "authentication.kubernetes.io/credential-id";

    public static CertificateIdentity Of(X509Certificate2 certificate)
    {
        var name = "";
        var groups = new List<string>();
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (part.HasMultipleElements) continue;
            switch (part.GetSingleElementType().Value)
            {
                case CommonNameOid:
                    name = part.GetSingleElementValue() ?? "";
                    break;
                case OrganizationOid:
                    groups.Add(part.GetSingleElementValue() ?? "");
                    break;
            }
        }
        if (name.Length == 0) return new CertificateIdentity("", null);
        var id = Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256));
        var user = new UserInfo(name, groups) { Extra = new Dictionary<string, IReadOnlyList<string>> { [CredentialIdExtra] = [$"X509SHA256={id}"] } };
        return new CertificateIdentity(name, user.Authenticated());
    }
}
