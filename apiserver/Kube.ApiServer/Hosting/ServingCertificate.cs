using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kube.Machinery.Certificates;

namespace Kube.ApiServer.Hosting;

/// <summary>The certificate the server shows: that of the files given, as they are at each handshake, or one it makes for itself.</summary>
internal static class ServingCertificate
{
    public static Func<X509Certificate2> Load(ApiServerOptions options, TimeProvider time)
    {
        if (options is { TlsCertFile: { } certificate, TlsPrivateKeyFile: { } key })
        {
            var files = new CertificateFiles(certificate, key, time);
            return () => files.Current;
        }
        IPAddress[] addresses = IPAddress.TryParse(options.AdvertiseAddress, out var advertised) ? [IPAddress.Loopback, advertised] : [IPAddress.Loopback];
        var made = SelfSignedCertificate.Create("kube-apiserver", ["localhost", "kubernetes.default.svc"], addresses, time);
        return () => made;
    }
}
