using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Kube.Controllers.Certificates;

/// <summary>A PKCS #10 request, its signature checked, and what rules look at of it.</summary>
internal sealed class SigningRequest
{
    private const string CommonNameOid = "2.5.4.3";
    private const string OrganizationOid = "2.5.4.10";
    private const int EmailTag = 1;
    private const int DnsTag = 2;
    private const int UriTag = 6;
    private const int IpTag = 7;

    private readonly HashSet<int> _nameTags = [];

    private SigningRequest(CertificateRequest request)
    {
        Request = request;
        foreach (var part in request.SubjectName.EnumerateRelativeDistinguishedNames().Where(part => !part.HasMultipleElements))
        {
            if (part.GetSingleElementType().Value == CommonNameOid) CommonName = part.GetSingleElementValue() ?? "";
            else if (part.GetSingleElementType().Value == OrganizationOid) Organizations.Add(part.GetSingleElementValue() ?? "");
        }
        AlternativeNames = request.CertificateExtensions.FirstOrDefault(extension => extension.Oid?.Value == "2.5.29.17");
        if (AlternativeNames is not null) ReadTags(AlternativeNames.RawData);
    }

    public CertificateRequest Request { get; }

    public string CommonName { get; } = "";

    public List<string> Organizations { get; } = [];

    public X509Extension? AlternativeNames { get; }

    public bool HasDnsNames => _nameTags.Contains(DnsTag);

    public bool HasIpAddresses => _nameTags.Contains(IpTag);

    public bool HasEmailAddresses => _nameTags.Contains(EmailTag);

    public bool HasUris => _nameTags.Contains(UriTag);

    /// <exception cref="CryptographicException">It is no such request, or not signed by its own key.</exception>
    public static SigningRequest Parse(byte[] pem)
    {
        var text = Encoding.UTF8.GetString(pem);
        return new SigningRequest(CertificateRequest.LoadSigningRequestPem(text, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions));
    }

    private void ReadTags(byte[] names)
    {
        try
        {
            var sequence = new AsnReader(names, AsnEncodingRules.DER).ReadSequence();
            while (sequence.HasData)
            {
                _nameTags.Add(sequence.PeekTag().TagValue);
                sequence.ReadEncodedValue();
            }
        }
        catch (AsnContentException wrong)
        {
            throw new CryptographicException("the subject alternative names cannot be read", wrong);
        }
    }
}
