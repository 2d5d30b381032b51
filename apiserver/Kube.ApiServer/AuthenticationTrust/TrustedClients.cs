using System.Security.Cryptography.X509Certificates;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.AuthenticationTrust;

/// <summary>
/// What servers behind this one need to know to authenticate as it does: the data of the ConfigMap
/// <c>kube-system/extension-apiserver-authentication</c>.
/// </summary>
/// <param name="ClientAuthorities">PEM; "" for none.</param>
/// <param name="ProxyAuthorities">PEM; without any, proxies' headers mean nothing and are not told.</param>
/// <param name="ProxyLists">The lists of the front proxy flags, by their key.</param>
internal sealed record TrustedClients(string ClientAuthorities, string ProxyAuthorities, IReadOnlyDictionary<string, IReadOnlyList<string>> ProxyLists)
{
    private const string ClientKey = "client-ca-file";
    private const string ProxyKey = "requestheader-client-ca-file";

    /// <summary>How long past its end a certificate is still told, for clocks that differ.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    public static readonly string[] ListKeys =
        ["requestheader-username-headers", "requestheader-uid-headers", "requestheader-group-headers", "requestheader-extra-headers-prefix", "requestheader-allowed-names"];

    /// <summary>What the ConfigMap should hold: what other servers put there and this one's own, each once; certificates that ended are left out.</summary>
    /// <exception cref="Exception">What is there is not what servers write: a <see cref="JsonSyntaxException"/> or CryptographicException.</exception>
    public JsonMap AddedTo(JsonMap data, DateTimeOffset now)
    {
        var combined = new JsonMap();
        if (Certificates(data.Text(ClientKey) + "\n" + ClientAuthorities, now) is { Length: > 0 } clients) combined[ClientKey] = clients;
        if (Certificates(data.Text(ProxyKey) + "\n" + ProxyAuthorities, now) is not { Length: > 0 } proxies) return combined;
        combined[ProxyKey] = proxies;
        foreach (var key in ListKeys)
        {
            var known = data.Text(key) is { Length: > 0 } text && JsonReader.Read(System.Text.Encoding.UTF8.GetBytes(text)) is JsonList list ? list.OfType<string>() : [];
            var all = known.Concat(ProxyLists.GetValueOrDefault(key) ?? []).Distinct().ToList();
            // A release that does not know uids has no such key.
            if (all.Count > 0 || key != "requestheader-uid-headers") combined[key] = JsonWriter.ToText(new JsonList(all));
        }
        return combined;
    }

    private static string Certificates(string pem, DateTimeOffset now)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        return string.Concat(certificates.Where(certificate => certificate.NotAfter.ToUniversalTime() > now - Slack)
            .DistinctBy(certificate => certificate.Thumbprint).Select(certificate => certificate.ExportCertificatePem() + "\n"));
    }
}
