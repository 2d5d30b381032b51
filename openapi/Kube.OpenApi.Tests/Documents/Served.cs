using Kube.OpenApi.Documents;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Tests.Documents;

/// <summary>A small server's resources: all ways a path can look.</summary>
internal static class Served
{
    private static readonly string[] AllVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    private static KindSchema Kind(string group, string kind) => KindCatalog.BuiltIn.Find(group, "v1", kind)!;

    public static readonly ServedResource Deployments = new()
    {
        Name = "deployments",
        Kind = Kind("apps", "Deployment"),
        List = Kind("apps", "DeploymentList"),
        Namespaced = true,
        Verbs = AllVerbs,
        Subresources =
        [
            new() { Name = "status", Kind = Kind("apps", "Deployment"), Verbs = ["get", "patch", "update"] },
            new() { Name = "scale", Kind = Kind("autoscaling", "Scale"), Verbs = ["get", "patch", "update"] },
        ],
    };

    public static readonly ServedResource Pods = new()
    {
        Name = "pods",
        Kind = Kind("", "Pod"),
        List = Kind("", "PodList"),
        Namespaced = true,
        Verbs = AllVerbs,
        DeleteReturnsObject = true,
        Subresources =
        [
            new() { Name = "log", Kind = Kind("", "Pod"), Verbs = ["get"], Options = Kind("", "PodLogOptions") },
            new() { Name = "exec", Kind = Kind("", "PodExecOptions"), Verbs = ["create", "get"], Options = Kind("", "PodExecOptions") },
            new()
            {
                Name = "proxy",
                Kind = Kind("", "PodProxyOptions"),
                Verbs = ["create", "delete", "get", "patch", "update"],
                Options = Kind("", "PodProxyOptions"),
            },
        ],
    };

    public static readonly ServedResource Nodes = new()
    {
        Name = "nodes",
        Kind = Kind("", "Node"),
        List = Kind("", "NodeList"),
        Namespaced = false,
        Verbs = AllVerbs,
    };

    public static IReadOnlyList<ServedResource> All => [Pods, Nodes, Deployments];
}
