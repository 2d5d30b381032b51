using System.Security.Cryptography.X509Certificates;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace Kube.Cli.Kubeconfigs;

/// <summary>How one identity reaches the cluster: everything a kubeconfig needs, as PEM.</summary>
internal sealed record ClusterCredentials(string Server, string AuthorityPem, string CertificatePem, string KeyPem)
{
    public static ClusterCredentials Of(string server, string authorityPem, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return new ClusterCredentials(server, authorityPem, certificate.ExportCertificatePem() + "\n", key.ExportECPrivateKeyPem() + "\n");
    }

    /// <summary>Null where the file does not exist or is not one that <see cref="WriteTo"/> wrote.</summary>
    public static ClusterCredentials? ReadFrom(string file)
    {
        if (!File.Exists(file))
            return null;
        var config = KubeconfigFile.Read(file);
        return config.Single(KubeconfigSection.Clusters) is { } cluster && config.Single(KubeconfigSection.Users) is { } user
            ? new ClusterCredentials(
                Text(cluster, "server"),
                Decoded(cluster, "certificate-authority-data"),
                Decoded(user, "client-certificate-data"),
                Decoded(user, "client-key-data"))
            : null;
    }

    public X509Certificate2 ClientCertificate() => X509Certificate2.CreateFromPem(CertificatePem, KeyPem);

    public void WriteTo(string file, string name)
    {
        var config = KubeconfigFile.New(file);
        config.Put(name, this);
        config.Save();
    }

    public YamlMappingNode ClusterNode() => new()
    {
        { "certificate-authority-data", Encoded(AuthorityPem) },
        { "server", Server },
    };

    public YamlMappingNode UserNode() => new()
    {
        { "client-certificate-data", Encoded(CertificatePem) },
        { "client-key-data", Encoded(KeyPem) },
    };

    private static string Encoded(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));

    private static string Decoded(YamlMappingNode node, string key) => Encoding.ASCII.GetString(Convert.FromBase64String(Text(node, key)));

    private static string Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) && value is YamlScalarNode { Value: { } text } ? text : "";
}
