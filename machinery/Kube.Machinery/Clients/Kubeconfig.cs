using k8s;
using YamlDotNet.RepresentationModel;

namespace Kube.Machinery.Clients;

/// <summary>
/// Reads the current context of a kubeconfig file (kubernetes.io/docs/reference/config-api/kubeconfig.v1) into the
/// settings of KubernetesClient. It walks the YAML tree itself because the package's own reader costs a third of a second
/// at start. Supported are certificates, tokens and basic authentication; a user that needs a plugin is refused.
/// </summary>
public static class Kubeconfig
{
    /// <exception cref="InvalidDataException">The file is no kubeconfig, or its current context is incomplete.</exception>
    public static KubernetesClientConfiguration Load(string path)
    {
        var root = new KubeconfigNode(path, Parse(path));
        var context = root.Named("contexts", root.Required("current-context"), "context");
        var cluster = ClusterOf(root, context);
        var user = root.Named("users", context.Required("user"), "user");
        if (user.Has("exec") || user.Has("auth-provider"))
            throw new InvalidDataException($"{path}: credential plugins are not supported");

        var token = user.Text("token");
        if (token is null && user.File("tokenFile") is { } tokenFile)
            token = File.ReadAllText(tokenFile).Trim();

        return new KubernetesClientConfiguration
        {
            Host = cluster.Required("server"),
            SkipTlsVerify = cluster.Text("insecure-skip-tls-verify") == "true",
            TlsServerName = cluster.Text("tls-server-name"),
            SslCaCerts = KubeconfigCertificates.Authorities(cluster),
            Namespace = context.Text("namespace"),
            ClientCertificateData = user.Text("client-certificate-data"),
            ClientCertificateKeyData = user.Text("client-key-data"),
            ClientCertificateFilePath = user.File("client-certificate"),
            ClientKeyFilePath = user.File("client-key"),
            AccessToken = token,
            Username = user.Text("username"),
            Password = user.Text("password"),
        };
    }

    /// <summary>The file the current context's authorities lie in; null when they are in the kubeconfig itself, or there are none.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="Load"/>.</exception>
    public static string? AuthorityFile(string path)
    {
        var root = new KubeconfigNode(path, Parse(path));
        var cluster = ClusterOf(root, root.Named("contexts", root.Required("current-context"), "context"));
        return cluster.Has("certificate-authority-data") ? null : cluster.File("certificate-authority");
    }

    private static KubeconfigNode ClusterOf(KubeconfigNode root, KubeconfigNode context) => root.Named("clusters", context.Required("cluster"), "cluster");

    private static YamlMappingNode Parse(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            if (yaml.Documents is [{ RootNode: YamlMappingNode root }])
                return root;
        }
        catch (YamlDotNet.Core.YamlException failure)
        {
            throw new InvalidDataException($"{path}: {failure.Message}", failure);
        }
        throw new InvalidDataException($"{path}: no kubeconfig");
    }
}
