using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;
using k8s.Exceptions;

namespace Kube.Benchmarks.Targets;

/// <summary>The server the command line names.</summary>
internal static class TargetSource
{
    public static bool IsGiven(BenchmarkOptions options) => options.Server is not null || options.Kubeconfig is not null;

    public static Target Of(BenchmarkOptions options)
    {
        try
        {
            var config = options.Kubeconfig is null ? null : KubernetesClientConfiguration.BuildConfigFromConfigFile(options.Kubeconfig);
            var address = new Uri(options.Server ?? config!.Host);
            return new Target(address.Host, address.Port, options.Token ?? config?.AccessToken, config is null ? null : CertificateOf(config));
        }
        catch (Exception wrong) when (wrong is KubeConfigException or UriFormatException or IOException)
        {
            throw new BenchmarkException(wrong.Message);
        }
    }

    private static X509Certificate2? CertificateOf(KubernetesClientConfiguration config)
    {
        var certificate = Pem(config.ClientCertificateData, config.ClientCertificateFilePath);
        return certificate is null ? null : X509Certificate2.CreateFromPem(certificate, Pem(config.ClientCertificateKeyData, config.ClientKeyFilePath));
    }

    private static string? Pem(string? data, string? file) =>
        !string.IsNullOrEmpty(data) ? Encoding.UTF8.GetString(Convert.FromBase64String(data)) : file is null ? null : File.ReadAllText(file);
}
