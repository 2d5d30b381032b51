using k8s;
using k8s.Models;
using Kube.Controllers.Ownership;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;

namespace Kube.Controllers.Pods;

/// <summary>Creates and deletes the pods of a controller object, and tells of it in the object's events.</summary>
internal sealed class PodControl<TOwner>(ApiClient client, EventRecorder events)
    where TOwner : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ResourceClient<V1Pod> _pods = new(client);

    public async Task CreateAsync(TOwner owner, V1PodTemplateSpec template, CancellationToken cancellationToken)
    {
        try
        {
            var pod = await _pods.CreateAsync(FromTemplate(owner, template), cancellationToken);
            events.Record(owner, EventTypes.Normal, "SuccessfulCreate", $"Created pod: {pod.Metadata.Name}");
        }
        catch (ApiException failure)
        {
            if (!failure.IsNamespaceTerminating)
                events.Record(owner, EventTypes.Warning, "FailedCreate", $"Error creating: {failure.Message}");
            throw;
        }
    }

    /// <summary>Deletes a pod; one that is gone already counts as deleted.</summary>
    /// <returns>False when the pod was gone.</returns>
    public async Task<bool> DeleteAsync(TOwner owner, V1Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            await _pods.DeleteAsync(ObjectKey.Of(pod), null, cancellationToken);
            events.Record(owner, EventTypes.Normal, "SuccessfulDelete", $"Deleted pod: {pod.Metadata.Name}");
            return true;
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
            return false;
        }
        catch (ApiException failure)
        {
            events.Record(owner, EventTypes.Warning, "FailedDelete", $"Error deleting: {failure.Message}");
            throw;
        }
    }

    private static V1Pod FromTemplate(TOwner owner, V1PodTemplateSpec template) => new()
    {
        Metadata = new V1ObjectMeta
        {
            GenerateName = owner.Metadata.Name + "-",
            NamespaceProperty = owner.Metadata.NamespaceProperty,
            Labels = template.Metadata?.Labels,
            Annotations = template.Metadata?.Annotations,
            Finalizers = template.Metadata?.Finalizers,
            OwnerReferences = [ControllerReferences.To(owner)],
        },
        Spec = template.Spec,
    };
}
