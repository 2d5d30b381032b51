using System.Text;
using k8s;

namespace Kube.Kubelet.Certificates;

/// <summary>The kubeconfig a kubelet that joined has: upstream's names, and the certificate by its file, so that it can be renewed.</summary>
internal static class NodeKubeconfig
{
    /// <param name="cluster">Where the server is, and how it is known to be the right one.</param>
    public static void Write(string path, KubernetesClientConfiguration cluster, string certificateFile)
    {
        var trust = cluster.SslCaCerts is { Count: > 0 } authorities
            ? $"certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Concat(authorities.Select(authority => authority.ExportCertificatePem() + "\n"))))}"
            : $"insecure-skip-tls-verify: {(cluster.SkipTlsVerify ? "true" : "false")}";
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
        var next = $"{path}.{Environment.ProcessId}";
        using (var file = new FileStream(next, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            file.Write(Encoding.UTF8.GetBytes(text));
        File.Move(next, path, overwrite: true);
    }
}
