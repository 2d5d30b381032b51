using Kube.ApiServer.Kinds.Core.Pods.Printing;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Streaming;

namespace Kube.ApiServer.Kinds.Core.Pods;

internal static class PodKind
{
    private static readonly PodStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "Pod",
        Plural = "pods",
        ShortNames = ["po"],
        Categories = ["all"],
        Type = Types.Of("", "v1", "Pod"),
        Strategy = Strategy,
        ReturnsDeleted = true,
        SelectableFields =
        [
            new("spec.nodeName"),
            new("spec.host", "", "spec.nodeName"),
            new("spec.restartPolicy"),
            new("spec.schedulerName"),
            new("spec.serviceAccountName"),
            new("spec.hostNetwork", "false"),
            new("status.phase"),
            new("status.podIP"),
            new("status.nominatedNodeName"),
        ],
        Subresources =
        [
            new SessionSubresource { Name = "attach", Kind = "PodAttachOptions", Options = "PodAttachOptions" },
            new PodBinding { Name = "binding", Kind = "Binding" },
            new ObjectSubresource { Name = "ephemeralcontainers", Strategy = new PodEphemeralContainersStrategy(Strategy) },
            new PodEviction { Name = "eviction", Group = "policy", Version = "v1", Kind = "Eviction" },
            new SessionSubresource { Name = "exec", Kind = "PodExecOptions", Options = "PodExecOptions" },
            new LogSubresource { Name = "log", Options = "PodLogOptions" },
            new PortForwardSubresource { Name = "portforward", Kind = "PodPortForwardOptions", Options = "PodPortForwardOptions" },
            new PodProxySubresource { Name = "proxy", Kind = "PodProxyOptions", Options = "PodProxyOptions" },
            new ObjectSubresource { Name = "resize", Strategy = new PodResizeStrategy(Strategy) },
            new ObjectSubresource { Name = "status", Strategy = new PodStatusStrategy(Strategy) },
        ],
        Table = PodTable.Layout,
    };
}
