using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Kubelet.Options;

namespace Kube.Kubelet.Server;

internal static class ServingCertificate
{
    /// <summary>The certificate the flags name, or one made here, which only callers who do not verify will take.</summary>
    public static X509Certificate2 Load(KubeletOptions options, TimeProvider clock)
    {
        if (options is { TlsCertificateFile: { } certificateFile, TlsPrivateKeyFile: { } keyFile })
        {
            try
            {
                return X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            }
            catch (CryptographicException e)
            {
                throw new InvalidDataException($"cannot read the serving certificate {certificateFile} with the key {keyFile}: {e.Message}", e);
            }
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={options.NodeName}@self-signed", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(options.NodeName);
        names.AddIpAddress(IPAddress.Parse(options.NodeIp));
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(clock.GetUtcNow().AddHours(-1), clock.GetUtcNow().AddYears(1));
    }
}
