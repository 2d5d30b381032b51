using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Machinery.Certificates;

/// <summary>A certificate and its key in PEM files that may be replaced at any time: upstream's dynamic certificate files.</summary>
/// <exception cref="CryptographicException">The files do not hold a certificate and its key.</exception>
/// <exception cref="IOException">The files cannot be read.</exception>
public sealed class CertificateFiles(string certificateFile, string keyFile, TimeProvider time)
{
    private readonly WatchedFiles<X509Certificate2> _files = new([certificateFile, keyFile], () => X509Certificate2.CreateFromPemFile(certificateFile, keyFile), time);

    public X509Certificate2 Current => _files.Current;
}
