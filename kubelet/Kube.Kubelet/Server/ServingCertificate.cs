using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Kubelet.Certificates;
using Kube.Kubelet.Options;
using Kube.Machinery.Certificates;

namespace Kube.Kubelet.Server;

internal static class ServingCertificate
{
    /// <summary>The certificate of the files the flags name, as they are when it is asked for, one the cluster issues, or one made here.</summary>
    public static Func<X509Certificate2?> Load(KubeletOptions options, NodeCertificates certificates, TimeProvider clock)
    {
        if (options is { TlsCertificateFile: { } certificateFile, TlsPrivateKeyFile: { } keyFile })
        {
            try
            {
                var files = new CertificateFiles(certificateFile, keyFile, clock);
                return () => files.Current;
            }
            catch (CryptographicException e)
            {
                throw new InvalidDataException($"cannot read the serving certificate {certificateFile} with the key {keyFile}: {e.Message}", e);
            }
        }

        // Until the cluster has answered there is none, and connections fail: as upstream.
        if (options.RotateServerCertificates) return certificates.Server.Current;
        var made = SelfSignedCertificate.Create($"{options.NodeName}@self-signed", [options.NodeName], [IPAddress.Parse(options.NodeIp)], clock);
        return () => made;
    }
}
