using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds.Core.Pods;
using Kube.ApiServer.Verbs;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Streaming;

/// <summary>A container of a pod on a node, as a request for logs or a session names it.</summary>
internal sealed record PodTarget(JsonMap Pod, string Container, KubeletAddress? Kubelet)
{
    private const string DefaultContainerAnnotation = "kubectl.kubernetes.io/default-container";

    /// <exception cref="StatusException">404 for an absent pod, 400 for a container that is not there or not told.</exception>
    public static async ValueTask<PodTarget> FindAsync(RequestScope scope)
    {
        var pod = await scope.Registry.FindAsync(PodKind.Resource, scope.Namespace, scope.Info.Name, scope.Cancellation)
            ?? throw StatusException.NotFound(PodKind.Resource.GroupResource, scope.Info.Name);
        var container = ContainerOf(pod, scope.Query.Text("container"), scope.Info.Name);
        var node = pod.Map("spec")?.String("nodeName");
        return new PodTarget(pod, container, string.IsNullOrEmpty(node) ? null : await KubeletAddress.OfNodeAsync(scope.Registry, node, scope.Cancellation));
    }

    private static string ContainerOf(JsonMap pod, string asked, string podName)
    {
        var spec = pod.Map("spec")!;
        string[] Names(string field) => [.. spec.Maps(field).Select(container => container.String("name") ?? "")];
        var (main, init, ephemeral) = (Names("containers"), Names("initContainers"), Names("ephemeralContainers"));
        if (asked.Length > 0)
        {
            if (main.Contains(asked) || init.Contains(asked) || ephemeral.Contains(asked)) return asked;
            throw StatusException.BadRequest($"container {asked} is not valid for pod {podName}");
        }
        if (main.Length == 1) return main[0];
        var preferred = pod.Map("metadata")?.Map("annotations")?.String(DefaultContainerAnnotation);
        if (preferred is not null && main.Contains(preferred)) return preferred;
        var choices = init.Length > 0 ? $"choose one of: [{string.Join(' ', main)}] or one of the init containers: [{string.Join(' ', init)}]" : $"choose one of: [{string.Join(' ', main)}]";
        throw StatusException.BadRequest($"a container name must be specified for pod {podName}, {choices}");
    }
}
