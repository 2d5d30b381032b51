using System.Security.Cryptography;
using Kube.Machinery;

namespace Kube.Cli.Pki;

/// <summary>
/// The key pair that signs service-account tokens: <c>sa.key</c> and <c>sa.pub</c>. ECDSA P-256, so tokens are signed with ES256.
/// </summary>
internal static class ServiceAccountKey
{
    public static void EnsureIn(string directory)
    {
        var keyFile = Path.Combine(directory, "sa.key");
        var publicFile = Path.Combine(directory, "sa.pub");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(keyFile))
            Import(key, keyFile);
        else
            AtomicFile.Write(keyFile, key.ExportECPrivateKeyPem() + "\n");
        AtomicFile.Write(publicFile, key.ExportSubjectPublicKeyInfoPem() + "\n");
    }

    private static void Import(ECDsa key, string file)
    {
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KubeException($"{file} is damaged ({e.Message}): restore it, or remove it to have a new one made (tokens of the old one end).");
        }
    }
}
