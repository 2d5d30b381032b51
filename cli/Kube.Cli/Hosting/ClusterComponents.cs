using Kube.Cli.Clusters;
using Kube.Cli.Joining;
using Kube.Cli.Pki;

namespace Kube.Cli.Hosting;

/// <summary>The programs of a cluster with the flags they are started with, which are upstream's.</summary>
internal sealed class ClusterComponents(DataDirectory directory, ClusterSettings settings, ClusterPki pki)
{
    public const string ApiServerName = "kube-apiserver";
    public const string ControllersName = "kube-controllers";
    public const string KubeletName = "kubelet";

    public IReadOnlyList<Component> All() => [ApiServer(), Controllers(), Kubelet()];

    private Component ApiServer() => new(directory, ApiServerName,
    [
        $"--secure-port={settings.Port}",
        $"--advertise-address={ServingNames.AdvertiseAddress()}",
        .. StoreFlags(),
        $"--tls-cert-file={pki.ApiServer.CertificateFile}",
        $"--tls-private-key-file={pki.ApiServer.KeyFile}",
        $"--client-ca-file={pki.Authority.CertificateFile}",
        $"--requestheader-client-ca-file={pki.FrontProxyAuthority.CertificateFile}",
        "--requestheader-allowed-names=front-proxy-client",
        "--requestheader-username-headers=X-Remote-User",
        "--requestheader-group-headers=X-Remote-Group",
        "--requestheader-extra-headers-prefix=X-Remote-Extra-",
        "--enable-bootstrap-token-auth",
        "--authorization-mode=Node,RBAC",
        "--enable-admission-plugins=NodeRestriction",
        $"--service-account-issuer=https://kubernetes.default.svc.cluster.local",
        $"--service-account-key-file={Path.Combine(directory.Pki, "sa.pub")}",
        $"--service-account-signing-key-file={Path.Combine(directory.Pki, "sa.key")}",
        $"--service-cluster-ip-range={settings.ServiceCidr}",
        $"--kubelet-client-certificate={pki.ApiServerToKubelet.CertificateFile}",
        $"--kubelet-client-key={pki.ApiServerToKubelet.KeyFile}",
        $"--kubelet-certificate-authority={pki.Authority.CertificateFile}",
    ]);

    /// <summary>Where the API server keeps objects.</summary>
    public IEnumerable<string> StoreFlags()
    {
        yield return $"--data-dir={directory.Store}";
        if (settings.Etcd is not { } etcd)
            yield break;
        yield return $"--etcd-servers={etcd.Servers}";
        foreach (var (flag, value) in ((string, string?)[])[("--etcd-cafile", etcd.CaFile), ("--etcd-certfile", etcd.CertFile), ("--etcd-keyfile", etcd.KeyFile), ("--etcd-prefix", etcd.Prefix)])
        {
            if (value is not null)
                yield return $"{flag}={value}";
        }
    }

    private Component Controllers() => new(directory, ControllersName,
    [
        $"--kubeconfig={directory.KubeconfigOf(ClusterPki.ControllerManager)}",
        $"--scheduler-kubeconfig={directory.KubeconfigOf(ClusterPki.Scheduler)}",
        "--use-service-account-credentials",
        "--controllers=*,token-cleaner-controller",
        $"--root-ca-file={pki.Authority.CertificateFile}",
        $"--service-account-private-key-file={Path.Combine(directory.Pki, "sa.key")}",
        $"--cluster-signing-cert-file={pki.Authority.CertificateFile}",
        $"--cluster-signing-key-file={pki.Authority.KeyFile}",
        $"--cluster-signing-duration={settings.CertificateValidityPeriod}",
        $"--renew-certs-in={directory.Pki}",
        // One process alone holds these roles: a lease would only delay its return after a crash.
        "--leader-elect=false",
        "--secure-port=0",
    ]);

    private Component Kubelet() => new(directory, KubeletName,
    [
        $"--kubeconfig={NodeJoin.KubeconfigIn(directory)}",
        $"--bootstrap-kubeconfig={NodeJoin.BootstrapKubeconfigIn(directory)}",
        "--rotate-certificates",
        $"--hostname-override={settings.Name}",
        $"--port={settings.KubeletPort}",
        $"--tls-cert-file={pki.KubeletServing.CertificateFile}",
        $"--tls-private-key-file={pki.KubeletServing.KeyFile}",
        $"--client-ca-file={pki.Authority.CertificateFile}",
        $"--root-dir={directory.Kubelet}",
        $"--runtime={settings.Runtime}",
        $"--pod-cidr={settings.PodCidr}",
        "--cluster-domain=cluster.local",
    ]);
}
