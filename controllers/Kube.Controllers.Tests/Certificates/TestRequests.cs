using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kube.Controllers.Certificates;

namespace Kube.Controllers.Tests.Certificates;

/// <summary>Requests as clients make them.</summary>
internal static class TestRequests
{
    public static SigningRequest Make(string subject, Action<SubjectAlternativeNameBuilder>? names = null) => SigningRequest.Parse(Pem(subject, names));

    public static byte[] Pem(string subject, Action<SubjectAlternativeNameBuilder>? names = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (names is not null)
        {
            var builder = new SubjectAlternativeNameBuilder();
            names(builder);
            request.CertificateExtensions.Add(builder.Build());
        }
        return Encoding.UTF8.GetBytes(request.CreateSigningRequestPem());
    }

    public static void NodeNames(SubjectAlternativeNameBuilder names)
    {
        names.AddDnsName("node-1");
        names.AddIpAddress(IPAddress.Parse("10.0.0.7"));
    }
}
