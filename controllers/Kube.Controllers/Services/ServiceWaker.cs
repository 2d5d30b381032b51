using k8s.Models;
using Kube.Controllers.Pods;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Selectors;

namespace Kube.Controllers.Services;

/// <summary>Finds the Services that a change of a pod concerns.</summary>
internal sealed class ServiceWaker(ObjectCache<V1Service> services, Action<ObjectKey> wake)
{
    public InformerHandler<V1Pod> PodHandler => new() { Added = Wake, Updated = Updated, Deleted = Wake };

    private void Updated(V1Pod old, V1Pod pod)
    {
        var relabeled = !old.Metadata.Labels.SameAs(pod.Metadata.Labels);
        if (!relabeled && !Matters(old, pod))
            return;
        if (relabeled)
            Wake(old);
        Wake(pod);
    }

    private void Wake(V1Pod pod)
    {
        foreach (var service in services.List(pod.Metadata.NamespaceProperty))
        {
            if (service.HasSelector() && LabelSelector.FromSet(service.Spec.Selector).Matches(pod.Metadata.Labels))
                wake(ObjectKey.Of(service));
        }
    }

    private static bool Matters(V1Pod old, V1Pod pod)
        => old.IsReady() != pod.IsReady()
            || old.IsTerminal() != pod.IsTerminal()
            || old.IsTerminating() != pod.IsTerminating()
            || old.Status?.PodIP != pod.Status?.PodIP
            || (old.Status?.PodIPs?.Count ?? 0) != (pod.Status?.PodIPs?.Count ?? 0)
            || old.Spec.NodeName != pod.Spec.NodeName;
}
