using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Streaming;

namespace Kube.ApiServer.Kinds.Core.Nodes;

internal static class NodeKind
{
    private static readonly NodeStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "Node",
        Plural = "nodes",
        StoragePrefix = "minions",
        Namespaced = false,
        ShortNames = ["no"],
        Type = Types.Of("", "v1", "Node"),
        Strategy = Strategy,
        SelectableFields = [new("spec.unschedulable", "false")],
        Subresources =
        [
            new NodeProxySubresource { Name = "proxy", Kind = "NodeProxyOptions", Options = "NodeProxyOptions" },
            new ObjectSubresource { Name = "status", Strategy = new NodeStatusStrategy(Strategy) },
        ],
        Table = NodeTable.Layout,
    };
}
