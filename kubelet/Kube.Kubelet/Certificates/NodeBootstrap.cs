using Kube.Kubelet.Options;
using Kube.Machinery;
using Kube.Machinery.Clients;

namespace Kube.Kubelet.Certificates;

/// <summary>
/// Joins a cluster: with the identity of <c>--bootstrap-kubeconfig</c> gets a certificate for this node and writes <c>--kubeconfig</c>,
/// unless that is there and its certificate is still good. <c>pkg/kubelet/certificate/bootstrap</c>.
/// </summary>
internal sealed class NodeBootstrap(KubeletOptions options, NodeCertificates certificates, TimeProvider clock, ILogger logger)
{
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (options.BootstrapKubeconfig is not { } bootstrap || HasJoined()) return;
        logger.LogInformation("using bootstrap kubeconfig {File} to generate {Kubeconfig}", bootstrap, options.Kubeconfig);
        using var kubernetes = KubernetesClients.FromKubeconfig(bootstrap, "kubelet", clock);
        var client = new ApiClient(kubernetes);
        // Soon again: the server may be starting, and the token be made just now.
        var backoff = new Backoff(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500), jitter: 0.3);
        var said = "";
        while (true)
        {
            try
            {
                await certificates.RenewClientAsync(client, bootstrap, cancellationToken);
                return;
            }
            catch (Exception failure) when (failure is ApiException or HttpRequestException or TimeoutException)
            {
                if (failure.Message != said) logger.LogWarning("failed to run Kubelet bootstrap, trying again: {Failure}", said = failure.Message);
                await Task.Delay(backoff.Next(), clock, cancellationToken);
            }
        }
    }

    private bool HasJoined()
    {
        if (!File.Exists(options.Kubeconfig)) return false;
        var user = Kubeconfig.Load(options.Kubeconfig);
        // Another's kubeconfig is used as it is; one of ours only until its certificate ends.
        return user.ClientCertificateFilePath != certificates.Client.Path || (certificates.Client.Current() is { } current && current.NotAfter > clock.GetUtcNow());
    }
}
