using Kube.Machinery.Clients;

namespace Kube.Controllers.Hosting;

/// <summary><c>--use-service-account-credentials</c>: a client for each controller, with the rights of its own role and no more.</summary>
internal sealed class ControllerIdentities(ApiClient owner, string kubeconfig, TimeProvider time) : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    /// <summary>Nothing is asked of the server until the client sends its first request.</summary>
    public ApiClient ClientOf(string controller)
    {
        var token = new ServiceAccountToken(owner, ControllerAccounts.Of(controller), time);
        var kubernetes = KubernetesClients.WithTokens(kubeconfig, token, $"kube-controller-manager/{controller}", time);
        _owned.AddRange([kubernetes, token]);
        return new ApiClient(kubernetes);
    }

    public void Dispose() => _owned.ForEach(owned => owned.Dispose());
}
