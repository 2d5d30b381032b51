using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Cli.Clusters;

namespace Kube.Cli.Pki;

/// <summary>A certificate and its key as two PEM files, named as kubeadm names them: <c>NAME.crt</c> and <c>NAME.key</c>.</summary>
internal sealed class PemFiles(string directory, string name)
{
    public string CertificateFile { get; } = Path.Combine(directory, name + ".crt");

    public string KeyFile { get; } = Path.Combine(directory, name + ".key");

    /// <summary>Null where neither file exists.</summary>
    /// <exception cref="KubeException">Only one file exists, or they cannot be read.</exception>
    public X509Certificate2? Load()
    {
        if (!File.Exists(CertificateFile) && !File.Exists(KeyFile))
            return null;
        try
        {
            return X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile);
        }
        catch (Exception e) when (e is CryptographicException or IOException)
        {
            throw new KubeException($"{CertificateFile} and {KeyFile} are damaged ({e.Message}): restore both, or remove both to have new ones made.");
        }
    }

    public void Save(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        AtomicFile.Write(KeyFile, key.ExportECPrivateKeyPem() + "\n");
        AtomicFile.Write(CertificateFile, certificate.ExportCertificatePem() + "\n");
    }
}
