using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>
/// <c>--service-account-signing-key-file</c> and <c>--service-account-key-file</c>: RSA or ECDSA keys in PEM. A key's id is the
/// digest of its public half, as upstream makes it.
/// </summary>
internal static class SigningKeys
{
    public static SecurityKey Read(string path)
    {
        var pem = File.ReadAllText(path);
        try
        {
            var ecdsa = ECDsa.Create();
            ecdsa.ImportFromPem(pem);
            return new ECDsaSecurityKey(ecdsa) { KeyId = Id(ecdsa.ExportSubjectPublicKeyInfo()) };
        }
        catch (CryptographicException)
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return new RsaSecurityKey(rsa) { KeyId = Id(rsa.ExportSubjectPublicKeyInfo()) };
        }
    }

    public static SigningCredentials Credentials(SecurityKey key) => new(key, key switch
    {
        ECDsaSecurityKey { KeySize: 384 } => SecurityAlgorithms.EcdsaSha384,
        ECDsaSecurityKey { KeySize: 521 } => SecurityAlgorithms.EcdsaSha512,
        ECDsaSecurityKey => SecurityAlgorithms.EcdsaSha256,
        _ => SecurityAlgorithms.RsaSha256,
    });

    private static string Id(byte[] publicKey) => Base64UrlEncoder.Encode(SHA256.HashData(publicKey));
}
