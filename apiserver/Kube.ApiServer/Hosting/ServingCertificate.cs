using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.ApiServer.Hosting;

/// <summary>The certificate the server shows: the one given, or one it makes for itself.</summary>
internal static class ServingCertificate
{
    public static X509Certificate2 Load(ApiServerOptions options, TimeProvider time)
    {
        if (options.TlsCertFile is null) return SelfSigned(options, time);
        return X509Certificate2.CreateFromPemFile(options.TlsCertFile, options.TlsPrivateKeyFile);
    }

    private static X509Certificate2 SelfSigned(ApiServerOptions options, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=kube-apiserver", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("kubernetes.default.svc");
        names.AddIpAddress(IPAddress.Loopback);
        if (IPAddress.TryParse(options.AdvertiseAddress, out var advertised) && !IPAddress.IsLoopback(advertised)) names.AddIpAddress(advertised);
        request.CertificateExtensions.Add(names.Build());
        var now = time.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddMinutes(-5), now.AddYears(1));
        // Kestrel needs the key to be part of the certificate, which a round trip through PKCS #12 makes it.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
