using Kube.ApiServer.Kinds.Subresources;

namespace Kube.ApiServer.Kinds.Core.Nodes;

internal static class NodeKind
{
    private static readonly NodeStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "Node",
        Plural = "nodes",
        Namespaced = false,
        ShortNames = ["no"],
        Type = Types.Of("", "v1", "Node"),
        Strategy = Strategy,
        SelectableFields = [new("spec.unschedulable", "spec.unschedulable", "false")],
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new NodeStatusStrategy(Strategy) }],
        Table = NodeTable.Layout,
    };
}
