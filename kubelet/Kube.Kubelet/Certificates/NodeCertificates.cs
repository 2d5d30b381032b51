using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Kubelet.Options;
using Kube.Machinery.Clients;

namespace Kube.Kubelet.Certificates;

/// <summary>The two certificates a node has, and how each is asked for.</summary>
internal sealed class NodeCertificates(KubeletOptions options, TimeProvider clock)
{
    /// <summary>By which the kubelet identifies itself to the API server.</summary>
    public CertificateFile Client { get; } = new(options.CertDirectory, "client", clock);

    /// <summary>Which the kubelet's own server shows.</summary>
    public CertificateFile Server { get; } = new(options.CertDirectory, "server", clock);

    /// <summary>Gets a client certificate, and makes the kubeconfig name it.</summary>
    /// <param name="client">Whose identity asks: a bootstrap token's, or this node's own.</param>
    /// <param name="like">A kubeconfig that knows the same cluster.</param>
    public async Task RenewClientAsync(ApiClient client, string like, CancellationToken cancellationToken)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var issued = await new CertificateRequester(client, options.NodeName, clock)
            .RequestAsync("kubernetes.io/kube-apiserver-client-kubelet", "client auth", null, key, cancellationToken);
        Client.Save(issued, key);
        // Written again even if nothing in it changes: whoever follows the kubeconfig learns of the new certificate by that.
        NodeKubeconfig.Write(options.Kubeconfig, like, Client.Path);
    }

    public async Task RenewServerAsync(ApiClient client, CancellationToken cancellationToken)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(options.NodeName);
        names.AddIpAddress(IPAddress.Parse(options.NodeIp));
        var issued = await new CertificateRequester(client, options.NodeName, clock)
            .RequestAsync("kubernetes.io/kubelet-serving", "server auth", names.Build(), key, cancellationToken);
        Server.Save(issued, key);
    }
}
