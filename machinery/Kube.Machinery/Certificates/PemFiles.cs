using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Machinery.Certificates;

/// <summary>A certificate and its key as two PEM files, named as kubeadm names them: <c>NAME.crt</c> and <c>NAME.key</c>. Both are for their owner only.</summary>
public sealed class PemFiles(string directory, string name)
{
    public string CertificateFile { get; } = Path.Combine(directory, name + ".crt");

    public string KeyFile { get; } = Path.Combine(directory, name + ".key");

    /// <summary>Null where they are not there, or not a certificate and its key, as when one of them was being replaced when the machine stopped.</summary>
    public X509Certificate2? Load()
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException)
        {
            return null;
        }
    }

    public void Save(X509Certificate2 certificate)
    {
        AtomicFile.Write(KeyFile, KeyOf(certificate));
        AtomicFile.Write(CertificateFile, TextOf([certificate]));
    }

    internal static string KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportECPrivateKeyPem() + "\n";
    }

    internal static string TextOf(IEnumerable<X509Certificate2> certificates) => string.Concat(certificates.Select(certificate => certificate.ExportCertificatePem() + "\n"));
}
