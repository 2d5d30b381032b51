using Kube.Cli.Clusters;
using Kube.Cli.Kubeconfigs;
using Kube.Machinery.Certificates;

namespace Kube.Cli.Pki;

/// <summary>
/// Every certificate, key and kubeconfig of a cluster, under the names kubeadm gives them
/// (https://kubernetes.io/docs/setup/best-practices/certificates/), but for the kubelet's identity, which it asks the cluster for.
/// What exists and is still good is kept; what is due, or lacks a name or address the machine now has, is issued anew. While the cluster
/// runs its controller manager renews what lies in the directory.
/// </summary>
internal sealed class ClusterPki(DataDirectory directory, ClusterSettings settings, TimeProvider time)
{
    public static string Admin => "admin";
    public static string ControllerManager => "controller-manager";
    public static string Scheduler => "scheduler";

    public AuthorityFiles Authority { get; } = new(directory.Pki, "ca", time);
    public AuthorityFiles FrontProxyAuthority { get; } = new(directory.Pki, "front-proxy-ca", time);
    public PemFiles ApiServer { get; } = new(directory.Pki, "apiserver");
    public PemFiles ApiServerToKubelet { get; } = new(directory.Pki, "apiserver-kubelet-client");
    public PemFiles KubeletServing { get; } = new(directory.Pki, "kubelet");

    /// <exception cref="InvalidDataException">An authority's files are damaged, which only their owner can replace.</exception>
    /// <exception cref="KubeException">The same of the key for service accounts.</exception>
    public void Ensure()
    {
        var names = new ServingNames(settings);
        using var authority = Ensure(Authority, "kubernetes");
        Issue(authority, ApiServer, names.ApiServer());
        Issue(authority, KubeletServing, names.Kubelet());
        Issue(authority, ApiServerToKubelet, new CertificateSubject("kube-apiserver-kubelet-client", "kubeadm:cluster-admins", "system:masters"));
        using var frontProxy = Ensure(FrontProxyAuthority, "front-proxy-ca");
        Issue(frontProxy, new PemFiles(directory.Pki, "front-proxy-client"), new CertificateSubject("front-proxy-client"));
        ServiceAccountKey.EnsureIn(directory.Pki);

        // system:masters is what no authorizer refuses: the owner of the data directory owns the cluster.
        IssueKubeconfig(authority, Admin, new CertificateSubject("kubernetes-admin", "kubeadm:cluster-admins", "system:masters"));
        IssueKubeconfig(authority, ControllerManager, new CertificateSubject("system:kube-controller-manager"));
        IssueKubeconfig(authority, Scheduler, new CertificateSubject("system:kube-scheduler"));
    }

    private CertificateAuthority Ensure(AuthorityFiles files, string commonName)
    {
        files.Ensure(commonName, settings.AuthorityLifetime);
        files.Renew();
        return files.Load();
    }

    private void Issue(CertificateAuthority authority, PemFiles files, CertificateSubject subject)
    {
        using var existing = files.Load();
        if (existing is not null && subject.Matches(existing) && CertificateRenewal.IsGood(existing, authority, time.GetUtcNow()))
            return;
        using var issued = authority.Issue(subject.DistinguishedName(), subject.Extensions(), settings.CertificateLifetime);
        files.Save(issued);
    }

    private void IssueKubeconfig(CertificateAuthority authority, string identity, CertificateSubject subject)
    {
        var files = new PemFiles(directory.Pki, identity);
        Issue(authority, files, subject);
        var credentials = new ClusterCredentials(settings.Server, Authority.CertificateFile, files.CertificateFile, files.KeyFile);
        if (ClusterCredentials.ReadFrom(directory.KubeconfigOf(identity)) != credentials)
            credentials.WriteTo(directory.KubeconfigOf(identity), settings.Name);
    }
}
