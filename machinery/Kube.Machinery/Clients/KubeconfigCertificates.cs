using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Kube.Machinery.Clients;

internal static class KubeconfigCertificates
{
    /// <summary>The authorities a cluster's server certificate is checked against, or null for the system's.</summary>
    public static X509Certificate2Collection? Authorities(KubeconfigNode cluster)
    {
        var pem = cluster.Text("certificate-authority-data") is { } data
            ? Encoding.UTF8.GetString(Convert.FromBase64String(data))
            : cluster.File("certificate-authority") is { } file ? File.ReadAllText(file) : null;
        if (pem is null)
            return null;
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        return certificates;
    }
}
