using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kube.Machinery.Clients;

namespace Kube.ApiServer.Authentication.Webhooks;

/// <summary>Connections to the service a kubeconfig file names, with the credentials it holds; requests go to its server's very URL.</summary>
internal static class WebhookClient
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <exception cref="InvalidDataException">The file is no kubeconfig.</exception>
    public static HttpClient Load(string kubeconfig)
    {
        var config = Kubeconfig.Load(kubeconfig);
        var tls = new SslClientAuthenticationOptions { TargetHost = config.TlsServerName };
        if (ClientCertificate(config.ClientCertificateData, config.ClientCertificateFilePath, config.ClientKeyFilePath, config.ClientCertificateKeyData) is { } certificate)
            tls.ClientCertificates = [certificate];
        if (config.SkipTlsVerify)
        {
#pragma warning disable CA5359 // The administrator asked for it: insecure-skip-tls-verify.
            tls.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (config.SslCaCerts is { } authorities)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }
#pragma warning disable CA2000 // The client owns its handler.
        var http = new HttpClient(new SocketsHttpHandler { SslOptions = tls, UseProxy = false }) { BaseAddress = new Uri(config.Host), Timeout = Timeout };
#pragma warning restore CA2000
        if (config.AccessToken is { Length: > 0 } token) http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        else if (config.Username is { Length: > 0 } name) http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{config.Password}")));
        return http;
    }

    private static X509Certificate2? ClientCertificate(string? data, string? file, string? keyFile, string? keyData)
    {
        var certificate = Pem(data, file);
        var key = Pem(keyData, keyFile);
        if (certificate is null || key is null) return null;
        using var pem = X509Certificate2.CreateFromPem(certificate, key);
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }

    private static string? Pem(string? data, string? file) =>
        data is { Length: > 0 } ? Encoding.UTF8.GetString(Convert.FromBase64String(data)) : file is { Length: > 0 } ? File.ReadAllText(file) : null;
}
