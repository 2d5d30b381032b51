using k8s.Models;
using Kube.Kubelet.Pods;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Server;

/// <summary>Finds what a request's path names.</summary>
internal sealed class ContainerFinder(PodManager pods, IContainerRuntime runtime)
{
    /// <exception cref="RequestException">404 when this node has no such pod.</exception>
    public async Task<(V1Pod Pod, PodObservation Observed)> FindPodAsync(HttpContext context)
    {
        var (space, name) = (Route(context, "namespace"), Route(context, "pod"));
        var pod = pods.Find(space, name) ?? throw new RequestException(StatusCodes.Status404NotFound, $"pod \"{name}\" does not exist");
        return (pod, await runtime.ObserveAsync(pod.Metadata.Uid, context.RequestAborted));
    }

    /// <exception cref="RequestException">404 when the pod has no such container, or it does not run.</exception>
    public async Task<ContainerObservation> FindRunningAsync(HttpContext context)
    {
        var (_, observed) = await FindPodAsync(context);
        var name = Route(context, "container");
        return observed.Latest(name) is { State: ContainerState.Running } running
            ? running
            : throw new RequestException(StatusCodes.Status404NotFound, $"container not found (\"{name}\")");
    }

    public static string Route(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
