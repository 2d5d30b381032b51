using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Kube.Machinery.Tokens;

/// <summary>
/// The keys of service account tokens: RSA or ECDSA, public or private, in PEM. A key's id is the digest of its public half, as upstream
/// makes it.
/// </summary>
public static class SigningKeys
{
    /// <exception cref="FormatException">The file holds no key.</exception>
    public static SecurityKey Read(string path) => ReadAll(path)[0];

    /// <summary>Every key of a file.</summary>
    /// <exception cref="FormatException">The file holds no key.</exception>
    public static IReadOnlyList<SecurityKey> ReadAll(string path)
    {
        var keys = new List<SecurityKey>();
        ReadOnlySpan<char> rest = File.ReadAllText(path);
        while (PemEncoding.TryFind(rest, out var fields))
        {
            // openssl writes a curve's name before its key.
            if (!rest[fields.Label].SequenceEqual("EC PARAMETERS")) keys.Add(Key(rest[fields.Location]));
            rest = rest[fields.Location.End..];
        }
        return keys.Count > 0 ? keys : throw new FormatException($"{path}: data does not contain any valid RSA or ECDSA keys");
    }

    public static SigningCredentials Credentials(SecurityKey key) => new(key, Algorithm(key));

    public static string Algorithm(SecurityKey key) => key switch
    {
        ECDsaSecurityKey { KeySize: 384 } => SecurityAlgorithms.EcdsaSha384,
        ECDsaSecurityKey { KeySize: 521 } => SecurityAlgorithms.EcdsaSha512,
        ECDsaSecurityKey => SecurityAlgorithms.EcdsaSha256,
        _ => SecurityAlgorithms.RsaSha256,
    };

    private static SecurityKey Key(ReadOnlySpan<char> pem)
    {
        try
        {
            var ecdsa = ECDsa.Create();
            ecdsa.ImportFromPem(pem);
            return new ECDsaSecurityKey(ecdsa) { KeyId = Id(ecdsa.ExportSubjectPublicKeyInfo()) };
        }
        catch (Exception other) when (other is CryptographicException or ArgumentException)
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return new RsaSecurityKey(rsa) { KeyId = Id(rsa.ExportSubjectPublicKeyInfo()) };
        }
    }

    private static string Id(byte[] publicKey) => Base64UrlEncoder.Encode(SHA256.HashData(publicKey));
}
