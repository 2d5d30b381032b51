using Kube.Cli.Clusters;
using Kube.Cli.Kubeconfigs;

namespace Kube.Cli.Pki;

/// <summary>
/// Every certificate, key and kubeconfig of a cluster, under the names kubeadm gives them
/// (https://kubernetes.io/docs/setup/best-practices/certificates/).
/// What exists and is still good is kept; a leaf that is about to expire, or lacks a name or address the machine now has, is issued anew.
/// </summary>
internal sealed class ClusterPki(DataDirectory directory, ClusterSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromDays(30);

    public static string Admin => "admin";
    public static string ControllerManager => "controller-manager";
    public static string Scheduler => "scheduler";
    public static string Kubelet => "kubelet";

    public PemFiles Authority { get; } = new(directory.Pki, "ca");
    public PemFiles ApiServer { get; } = new(directory.Pki, "apiserver");
    public PemFiles ApiServerToKubelet { get; } = new(directory.Pki, "apiserver-kubelet-client");
    public PemFiles FrontProxyAuthority { get; } = new(directory.Pki, "front-proxy-ca");
    public PemFiles FrontProxyClient { get; } = new(directory.Pki, "front-proxy-client");
    public PemFiles KubeletServing { get; } = new(directory.Pki, "kubelet");

    /// <exception cref="KubeException">A file that only its owner can replace is damaged.</exception>
    public void Ensure()
    {
        var names = new ServingNames(settings);
        using var authority = CertificateAuthority.LoadOrCreate(Authority, "kubernetes", time);
        Issue(authority, ApiServer, names.ApiServer());
        Issue(authority, KubeletServing, names.Kubelet());
        Issue(authority, ApiServerToKubelet, new CertificateSubject("kube-apiserver-kubelet-client", "kubeadm:cluster-admins", "system:masters"));
        using var frontProxy = CertificateAuthority.LoadOrCreate(FrontProxyAuthority, "front-proxy-ca", time);
        Issue(frontProxy, FrontProxyClient, new CertificateSubject("front-proxy-client"));
        ServiceAccountKey.EnsureIn(directory.Pki);

        // system:masters is what no authorizer refuses: the owner of the data directory owns the cluster.
        IssueKubeconfig(authority, Admin, new CertificateSubject("kubernetes-admin", "kubeadm:cluster-admins", "system:masters"));
        IssueKubeconfig(authority, ControllerManager, new CertificateSubject("system:kube-controller-manager"));
        IssueKubeconfig(authority, Scheduler, new CertificateSubject("system:kube-scheduler"));
        IssueKubeconfig(authority, Kubelet, new CertificateSubject($"system:node:{settings.Name}", "system:nodes"));
    }

    private static void Issue(CertificateAuthority authority, PemFiles files, CertificateSubject subject)
    {
        using var existing = files.Load();
        if (existing is not null && subject.Matches(existing) && authority.Vouches(existing, Renewal))
            return;
        using var issued = authority.Issue(subject);
        files.Save(issued);
    }

    private void IssueKubeconfig(CertificateAuthority authority, string identity, CertificateSubject subject)
    {
        var file = directory.KubeconfigOf(identity);
        var credentials = ClusterCredentials.ReadFrom(file);
        using var existing = credentials?.ClientCertificate();
        if (existing is not null && subject.Matches(existing) && authority.Vouches(existing, Renewal) && credentials!.Server == settings.Server)
            return;
        using var issued = authority.Issue(subject);
        ClusterCredentials.Of(settings.Server, authority.CertificatePem, issued).WriteTo(file, settings.Name);
    }
}
