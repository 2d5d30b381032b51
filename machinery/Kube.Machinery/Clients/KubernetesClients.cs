using k8s;

namespace Kube.Machinery.Clients;

public static class KubernetesClients
{
    /// <summary>A client with the identity of a kubeconfig file's current context, whose certificate may be renewed meanwhile.</summary>
    public static Kubernetes FromKubeconfig(string path, string userAgent, TimeProvider time)
    {
        var configuration = Kubeconfig.Load(path);
        ClientCertificate.Follow(configuration, path, time);
        configuration.UserAgent = userAgent;
        return new Kubernetes(configuration);
    }

    /// <summary>
    /// Waits until the API server is ready. A refused connection or an unready server is asked again after 50 to 200 ms,
    /// so that programs started together are ready together; only cancellation ends the wait.
    /// </summary>
    public static async Task WaitUntilReadyAsync(this ApiClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(150), jitter: 0.3);
        while (true)
        {
            try
            {
                await client.SendAsync(HttpMethod.Get, "readyz", accept: "*/*", cancellationToken: cancellationToken);
                return;
            }
            catch (Exception failure) when (failure is HttpRequestException or ApiException or IOException
                || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                await Task.Delay(backoff.Next(), time, cancellationToken);
            }
        }
    }
}
