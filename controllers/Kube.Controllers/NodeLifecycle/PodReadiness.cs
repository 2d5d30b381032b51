using k8s.Models;
using Kube.Controllers.Pods;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;

namespace Kube.Controllers.NodeLifecycle;

/// <summary>Takes the pods of an unready node out of service: their kubelet cannot say that they are not ready.</summary>
internal sealed class PodReadiness(ApiClient client, ObjectCache<V1Pod> pods, NodeEvents events, TimeProvider time)
{
    private readonly ResourceClient<V1Pod> _pods = new(client);

    public async Task MarkNotReadyAsync(string node, CancellationToken cancellationToken)
    {
        foreach (var pod in pods.OnNode(node).Where(pod => pod.IsReady()))
        {
            var current = pod.DeepCopy();
            var ready = current.Condition("Ready")!;
            ready.Status = "False";
            ready.LastTransitionTime = ApiTime.Seconds(time.GetUtcNow());
            try
            {
                await _pods.UpdateStatusAsync(current, cancellationToken);
                events.PodOnUnreadyNode(pod);
            }
            catch (ApiException failure) when (failure.IsNotFound || failure.IsConflict)
            {
                // A pod that changes meanwhile is looked at again in the next round.
            }
        }
    }
}
