using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.ApiServer.Authentication.Certificates;

/// <summary>Whom a certificate names: apiserver's <c>request/x509.CommonNameUserConversion</c>.</summary>
/// <param name="CommonName">"" when it has none.</param>
/// <param name="User">Null without a common name, or with more or less than a proper uid; the organizations are the groups.</param>
internal sealed record CertificateIdentity(string CommonName, UserInfo? User)
{
    private const string UidOid = "1.3.6.1.4.1.57683.2";
    private const string CredentialIdExtra = "authentication.kubernetes.io/credential-id";

    private static readonly CertificateIdentity Nobody = new("", null);

    public static CertificateIdentity Of(X509Certificate2 certificate)
    {
        ILookup<string, string> names;
        try
        {
            names = SubjectNames.Of(certificate.SubjectName).ToLookup(part => part.Oid, part => part.Value);
        }
        catch (AsnContentException)
        {
            return Nobody;
        }
        if (names[SubjectNames.CommonName].LastOrDefault() is not { Length: > 0 } name) return Nobody;
        var uids = names[UidOid].ToList();
        if (uids.Count > 1 || uids is [""]) return new CertificateIdentity(name, null);
        var id = Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256));
        var user = new UserInfo(name, [.. names[SubjectNames.Organization]])
        {
            Uid = uids.FirstOrDefault() ?? "",
            Extra = new Dictionary<string, IReadOnlyList<string>> { [CredentialIdExtra] = [$"X509SHA256={id}"] },
        };
        return new CertificateIdentity(name, user.Authenticated());
    }
}
