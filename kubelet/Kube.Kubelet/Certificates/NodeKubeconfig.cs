using System.Text;
using Kube.Machinery;
using Kube.Machinery.Clients;

namespace Kube.Kubelet.Certificates;

/// <summary>The kubeconfig a kubelet that joined has: upstream's names, and the certificate by its file, so that it can be renewed.</summary>
internal static class NodeKubeconfig
{
    /// <param name="like">A kubeconfig that knows the cluster: where it names a file of authorities, so does this, and follows when they are replaced.</param>
    public static void Write(string path, string like, string certificateFile)
    {
        var cluster = Kubeconfig.Load(like);
        var trust = (Kubeconfig.AuthorityFile(like), cluster.SslCaCerts) switch
        {
            ({ } file, _) => $"certificate-authority: {file}",
            (_, { Count: > 0 } authorities) => $"certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Concat(authorities.Select(authority => authority.ExportCertificatePem() + "\n"))))}",
            _ => $"insecure-skip-tls-verify: {(cluster.SkipTlsVerify ? "true" : "false")}",
        };
        var text = $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: default-cluster
              cluster:
                server: {cluster.Host}
                {trust}
            contexts:
            - name: default-context
              context:
                cluster: default-cluster
                namespace: default
                user: default-auth
            current-context: default-context
            users:
            - name: default-auth
              user:
                client-certificate: {certificateFile}
                client-key: {certificateFile}

            """;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, text);
    }
}
