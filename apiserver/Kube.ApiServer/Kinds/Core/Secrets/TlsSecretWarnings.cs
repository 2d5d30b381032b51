using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Secrets;

/// <summary>A TLS secret whose certificate and key cannot be used together is stored, but said to be so, in the words of Go's tls.X509KeyPair.</summary>
internal static class TlsSecretWarnings
{
    public static IEnumerable<string> Of(JsonMap secret)
    {
        if (secret.Text("type") != "kubernetes.io/tls") return [];
        var data = secret.Part("data");
        return Problem(Decode(data.Text("tls.crt")), Decode(data.Text("tls.key"))) is { } problem ? [problem] : [];
    }

    private static string? Problem(string certificate, string key)
    {
        if (!certificate.Contains("-----BEGIN ", StringComparison.Ordinal)) return "tls: failed to find any PEM data in certificate input";
        if (!certificate.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal)) return "tls: failed to find \"CERTIFICATE\" PEM block in certificate input";
        if (!key.Contains("-----BEGIN ", StringComparison.Ordinal)) return "tls: failed to find any PEM data in key input";
        try
        {
            using var pair = X509Certificate2.CreateFromPem(certificate, key);
            return null;
        }
        catch (CryptographicException)
        {
            return "tls: failed to parse private key";
        }
        catch (ArgumentException)
        {
            return "tls: private key does not match public key";
        }
    }

    private static string Decode(string base64)
    {
        var buffer = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(base64, buffer, out var length) ? System.Text.Encoding.UTF8.GetString(buffer, 0, length) : "";
    }
}
