using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;
using Kube.Machinery.Certificates;

namespace Kube.Machinery.Clients;

/// <summary>
/// Lets a client show the certificate its kubeconfig holds or names as it is when a connection is made: whoever renews it there need not
/// restart the program. Connections are not kept for longer than some minutes, and the twentieth part of the certificate's life: the server
/// refuses what comes on a connection whose certificate has ended.
/// </summary>
public static class ClientCertificate
{
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(5);

    /// <summary>Does nothing for a user without a certificate.</summary>
    internal static void Follow(KubernetesClientConfiguration configuration, string kubeconfig, TimeProvider time)
    {
        string?[] files = [kubeconfig, configuration.ClientCertificateFilePath, configuration.ClientKeyFilePath];
        if (configuration.ReadClientCertificate() is not { } first) return;
        var connectionLifetime = first.Life() / 20;
        first.Dispose();
        var watched = new WatchedFiles<X509Certificate2>(
            [.. files.OfType<string>()], () => Kubeconfig.Load(kubeconfig).ReadClientCertificate() ?? throw new InvalidDataException($"{kubeconfig}: no client certificate"), time);
        // The package would read it once and for all.
        configuration.ClientCertificateData = configuration.ClientCertificateKeyData = configuration.ClientCertificateFilePath = configuration.ClientKeyFilePath = null;
        configuration.FirstMessageHandlerSetup = handler =>
        {
            handler.PooledConnectionLifetime = connectionLifetime < LongestConnection ? connectionLifetime : LongestConnection;
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => watched.Current;
        };
    }

    /// <summary>The certificate and key of a kubeconfig's user; null for a user without.</summary>
    public static X509Certificate2? ReadClientCertificate(this KubernetesClientConfiguration user) => user switch
    {
        { ClientCertificateData: { } certificate, ClientCertificateKeyData: { } key } => X509Certificate2.CreateFromPem(Text(certificate), Text(key)),
        { ClientCertificateFilePath: { } certificate, ClientKeyFilePath: { } key } => X509Certificate2.CreateFromPemFile(certificate, key),
        _ => null,
    };

    private static string Text(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
