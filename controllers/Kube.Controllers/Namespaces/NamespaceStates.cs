using k8s;
using k8s.Models;
using Kube.Machinery.Clients;

namespace Kube.Controllers.Namespaces;

internal static class NamespaceStates
{
    public static bool IsActive(this V1Namespace obj) => obj.Status?.Phase is null or "Active" && obj.Metadata.DeletionTimestamp is null;

    /// <summary>Creates what each namespace has; if it is there already, or the namespace is going, nothing is to be done.</summary>
    public static async Task CreateUnlessGoneAsync<T>(this ResourceClient<T> client, T obj, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            await client.CreateAsync(obj, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsAlreadyExists || failure.IsNotFound || failure.IsNamespaceTerminating)
        {
        }
    }
}
