using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Machinery;
using Kube.Machinery.Certificates;

namespace Kube.Kubelet.Certificates;

/// <summary>A certificate and its key in one PEM file of <c>--cert-dir</c>, as upstream names them: <c>kubelet-client-current.pem</c>.</summary>
internal sealed class CertificateFile(string directory, string purpose, TimeProvider clock)
{
    private WatchedFiles<X509Certificate2>? _watched;

    public string Path { get; } = System.IO.Path.Combine(directory, $"kubelet-{purpose}-current.pem");

    /// <summary>Null as long as there is none that can be read.</summary>
    public X509Certificate2? Current()
    {
        try
        {
            return (_watched ??= new WatchedFiles<X509Certificate2>([Path], () => X509Certificate2.CreateFromPemFile(Path, Path), clock)).Current;
        }
        catch (Exception failure) when (failure is IOException or CryptographicException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Replaces the file by one that only its owner can read; at no moment is there none, or half of one.</summary>
    public void Save(string certificate, ECDsa key)
    {
        Directory.CreateDirectory(directory);
        AtomicFile.Write(Path, $"{certificate.Trim()}\n{key.ExportECPrivateKeyPem()}\n");
        _watched = null;
    }
}
