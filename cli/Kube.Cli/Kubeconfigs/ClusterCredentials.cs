using System.Security.Cryptography.X509Certificates;
using YamlDotNet.RepresentationModel;

namespace Kube.Cli.Kubeconfigs;

/// <summary>
/// How one identity reaches the cluster, as a kubeconfig says it. Certificates are named by their files, so that a kubeconfig stays good
/// when they are renewed.
/// </summary>
internal sealed record ClusterCredentials(string Server, string AuthorityFile, string CertificateFile, string KeyFile)
{
    /// <summary>Null where the file does not exist or is not one that <see cref="WriteTo"/> wrote.</summary>
    public static ClusterCredentials? ReadFrom(string file)
    {
        if (!File.Exists(file))
            return null;
        var config = KubeconfigFile.Read(file);
        return config.Single(KubeconfigSection.Clusters) is { } cluster && config.Single(KubeconfigSection.Users) is { } user
            && Text(cluster, "server") is { } server && Text(cluster, "certificate-authority") is { } authority
            && Text(user, "client-certificate") is { } certificate && Text(user, "client-key") is { } key
            ? new ClusterCredentials(server, authority, certificate, key)
            : null;
    }

    public X509Certificate2 ClientCertificate() => X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile);

    public void WriteTo(string file, string name)
    {
        var config = KubeconfigFile.New(file);
        config.Put(name, this);
        config.Save();
    }

    public YamlMappingNode ClusterNode() => new()
    {
        { "certificate-authority", AuthorityFile },
        { "server", Server },
    };

    public YamlMappingNode UserNode() => new()
    {
        { "client-certificate", CertificateFile },
        { "client-key", KeyFile },
    };

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) && value is YamlScalarNode { Value: { Length: > 0 } text } ? text : null;
}
