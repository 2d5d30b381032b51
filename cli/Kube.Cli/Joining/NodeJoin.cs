using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Cli.Clusters;
using Kube.Cli.Hosting;
using Kube.Cli.Kubeconfigs;
using Kube.Cli.Pki;
using Kube.Machinery;
using Kube.Machinery.Certificates;

namespace Kube.Cli.Joining;

/// <summary>
/// How the cluster's own node joins, as any other: with a bootstrap token it asks for its certificate. A node that has joined renews that
/// itself, and joins again only when it has ended meanwhile, or was for another cluster, port or name.
/// </summary>
internal sealed class NodeJoin(DataDirectory directory, BootstrapToken token, TimeProvider time)
{
    private const string TokenField = "token:";

    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    public static string KubeconfigIn(DataDirectory directory) => directory.KubeconfigOf("kubelet");

    public static string BootstrapKubeconfigIn(DataDirectory directory) => directory.KubeconfigOf("bootstrap-kubelet");

    /// <summary>What the kubelet needs to join, or null for one that has joined.</summary>
    public static NodeJoin? Prepare(DataDirectory directory, ClusterSettings settings, ClusterPki pki, TimeProvider time)
    {
        if (HasJoined(directory, settings, pki, time))
            return null;
        File.Delete(KubeconfigIn(directory));
        var token = BootstrapToken.Create();
        AtomicFile.Write(BootstrapKubeconfigIn(directory), $$"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: bootstrap
              cluster:
                certificate-authority: {{pki.Authority.CertificateFile}}
                server: {{settings.Server}}
            contexts:
            - name: bootstrap
              context:
                cluster: bootstrap
                user: kubelet-bootstrap
            current-context: bootstrap
            users:
            - name: kubelet-bootstrap
              user:
                {{TokenField}} {{token}}

            """);
        return new NodeJoin(directory, token, time);
    }

    /// <summary>What a kubelet that runs already still needs, because whoever started it was killed before it was let in; null for all others.</summary>
    public static NodeJoin? Unfinished(DataDirectory directory, TimeProvider time)
    {
        var file = BootstrapKubeconfigIn(directory);
        if (!File.Exists(file))
            return null;
        var line = File.ReadLines(file).FirstOrDefault(line => line.Contains(TokenField, StringComparison.Ordinal)) ?? "";
        return BootstrapToken.Parse(line.Replace(TokenField, "", StringComparison.Ordinal).Trim()) is { } token ? new NodeJoin(directory, token, time) : null;
    }

    public Task AllowAsync(ClusterApi api, CancellationToken cancellationToken) => Task.WhenAll(
        JoiningRights.GrantAsync(api, cancellationToken),
        api.EnsureAsync(BootstrapToken.Secrets, token.ToSecret(time.GetUtcNow() + TokenLifetime), cancellationToken));

    /// <summary>Nobody else is to come in with this token.</summary>
    public async Task EndAsync(ClusterApi api, CancellationToken cancellationToken)
    {
        await api.DeleteAsync(token.Path, cancellationToken).ConfigureAwait(false);
        File.Delete(BootstrapKubeconfigIn(directory));
    }

    private static bool HasJoined(DataDirectory directory, ClusterSettings settings, ClusterPki pki, TimeProvider time)
    {
        if (ClusterCredentials.ReadFrom(KubeconfigIn(directory)) is not { } credentials || credentials.Server != settings.Server || credentials.AuthorityFile != pki.Authority.CertificateFile)
            return false;
        try
        {
            using var certificate = credentials.ClientCertificate();
            using var authority = pki.Authority.Load();
            return certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) == $"system:node:{settings.Name}" && certificate.Ends() > time.GetUtcNow() && authority.Signed(certificate);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException)
        {
            return false;
        }
    }
}
