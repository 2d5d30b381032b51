using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Nodes;

/// <summary>A node's row in <c>kubectl get nodes</c>.</summary>
internal static class NodeTable
{
    private const string RolePrefix = "node-role.kubernetes.io/";
    private const string RoleLabel = "kubernetes.io/role";
    private const string NodeInfo = "@io.k8s.api.core.v1.NodeSystemInfo#";

    public static TableLayout Layout { get; } = new(
        [
            TableLayout.NameColumn,
            new TableColumn("Status", Description: "The status of the node"),
            new TableColumn("Roles", Description: "The roles of the node"),
            TableLayout.AgeColumn,
            new TableColumn("Version", Description: NodeInfo + "kubeletVersion"),
            new TableColumn("Internal-IP", Priority: 1, Description: "@io.k8s.api.core.v1.NodeStatus#addresses"),
            new TableColumn("External-IP", Priority: 1, Description: "@io.k8s.api.core.v1.NodeStatus#addresses"),
            new TableColumn("OS-Image", Priority: 1, Description: NodeInfo + "osImage"),
            new TableColumn("Kernel-Version", Priority: 1, Description: NodeInfo + "kernelVersion"),
            new TableColumn("Container-Runtime", Priority: 1, Description: NodeInfo + "containerRuntimeVersion"),
        ],
        node =>
        [
            node.Name(),
            State(node),
            Roles(node),
            TableLayout.Age(node),
            Info(node, "kubeletVersion"),
            Address(node, "InternalIP"),
            Address(node, "ExternalIP"),
            OrUnknown(Info(node, "osImage")),
            OrUnknown(Info(node, "kernelVersion")),
            OrUnknown(Info(node, "containerRuntimeVersion")),
        ]);

    private static string State(JsonMap node)
    {
        var ready = node.Status().Maps("conditions").FirstOrDefault(condition => condition.Text("type") == "Ready");
        var state = ready is null ? "Unknown" : ready.Text("status") == "True" ? "Ready" : "NotReady";
        return node.Spec().IsTrue("unschedulable") ? state + ",SchedulingDisabled" : state;
    }

    private static string Roles(JsonMap node)
    {
        var roles = node.Labels()
            .Select(label => label.Key.StartsWith(RolePrefix, StringComparison.Ordinal) ? label.Key[RolePrefix.Length..] : label.Key == RoleLabel ? label.Value as string ?? "" : "")
            .Where(role => role.Length > 0)
            .Distinct()
            .Order(StringComparer.Ordinal);
        return Cells.OrNone(string.Join(',', roles));
    }

    private static string Info(JsonMap node, string field) => node.Status().Part("nodeInfo").Text(field);

    private static string Address(JsonMap node, string type) =>
        Cells.OrNone(node.Status().Maps("addresses").FirstOrDefault(address => address.Text("type") == type)?.Text("address") ?? "");

    private static string OrUnknown(string text) => text.Length > 0 ? text : Cells.Unknown;
}
