using System.Text.Json.Nodes;
using Kube.Cli.Hosting;

namespace Kube.Cli.Joining;

/// <summary>
/// Lets nodes join by themselves, with the bindings kubeadm makes: who has a bootstrap token may ask for a node's certificate, gets it without
/// anybody's approval, and so does a node that renews its own. Who removes one while the cluster is up keeps it removed until a node joins.
/// </summary>
internal static class JoiningRights
{
    private const string Bindings = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";
    private const string Requests = "system:certificates.k8s.io:certificatesigningrequests";

    public static Task GrantAsync(ClusterApi api, CancellationToken cancellationToken) => Task.WhenAll(
        api.EnsureAsync(Bindings, Binding("kubeadm:kubelet-bootstrap", "system:node-bootstrapper", BootstrapToken.Group), cancellationToken),
        api.EnsureAsync(Bindings, Binding("kubeadm:node-autoapprove-bootstrap", $"{Requests}:nodeclient", BootstrapToken.Group), cancellationToken),
        api.EnsureAsync(Bindings, Binding("kubeadm:node-autoapprove-certificate-rotation", $"{Requests}:selfnodeclient", "system:nodes"), cancellationToken));

    private static JsonObject Binding(string name, string role, string group) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name },
        ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "ClusterRole", ["name"] = role },
        ["subjects"] = new JsonArray(new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "Group", ["name"] = group }),
    };
}
