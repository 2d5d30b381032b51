using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authorization.Rbac;
using Kube.ApiServer.Bootstrap.Policy;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Authorization.Nodes;

/// <summary>
/// Mode <c>Node</c>: what a kubelet may do. Of what is secret or somebody's own it sees only what is related to its node; for all else
/// the rules of the role <c>system:node</c> count. Upstream's <c>plugin/pkg/auth/authorizer/node</c>.
/// </summary>
internal sealed class NodeAuthorizer(NodeGraph graph) : IAuthorizer
{
    private const string LeaseNamespace = "kube-node-lease";

    private static readonly string[] ReadVerbs = ["get", "list", "watch"];
    private static readonly string[] OwnVerbs = ["get", "create", "update", "patch", "delete"];

    private readonly IReadOnlyList<PolicyRule> _rules = BootstrapPolicy.NodeRules;

    public UserRules RulesFor(UserInfo user, string @namespace) =>
        NodeIdentity.Of(user) is null ? UserRules.None : new UserRules([], Incomplete: true, "node authorizer does not support user rule resolution");

    public Decision Authorize(UserInfo user, RequestInfo request)
    {
        if (NodeIdentity.Of(user) is not { } node) return None;
        if (node.Length == 0) return No($"unknown node for user \"{user.Name}\"");
        return request.IsResource ? Judge(node, request) : ByRules(request);
    }

    private Decision Judge(string node, RequestInfo request) => (request.Group, request.Resource) switch
    {
        ("", "secrets") => Read(node, Relation.Secret, request),
        ("", "configmaps") => Read(node, Relation.ConfigMap, request),
        ("", "persistentvolumeclaims") when request.Subresource == "status" =>
            request.Verb is "update" or "patch" ? Related(node, Relation.Claim, request) : No("can only get/update/patch this type"),
        ("", "persistentvolumeclaims") => Get(node, Relation.Claim, request),
        ("", "persistentvolumes") => Get(node, Relation.Volume, request),
        ("", "serviceaccounts") => Token(node, request),
        ("", "nodes") => Node(node, request),
        ("", "pods") => Pod(node, request),
        ("coordination.k8s.io", "leases") => Lease(node, request),
        ("storage.k8s.io", "csinodes") => CsiNode(node, request),
        ("storage.k8s.io", "volumeattachments") => Get(node, Relation.Attachment, request),
        ("resource.k8s.io", "resourceclaims") => Get(node, Relation.ResourceClaim, request),
        ("resource.k8s.io", "resourceslices") => ResourceSlice(node, request),
        _ => ByRules(request),
    };

    private Decision ByRules(RequestInfo request) => new(_rules.Any(rule => rule.Allows(request)));

    private Decision Read(string node, Relation relation, RequestInfo request)
    {
        if (!ReadVerbs.Contains(request.Verb)) return No("can only read resources of this type");
        if (request.Subresource.Length > 0) return No("cannot read subresource");
        return request.Namespace.Length == 0 ? No("can only read namespaced object of this type") : Related(node, relation, request);
    }

    private Decision Get(string node, Relation relation, RequestInfo request)
    {
        if (request.Verb != "get") return No("can only get individual resources of this type");
        return request.Subresource.Length > 0 ? No("cannot get subresource") : Related(node, relation, request);
    }

    private Decision Related(string node, Relation relation, RequestInfo request)
    {
        if (request.Name.Length == 0) return No("No Object name found");
        return graph.Relates(node, relation, request.Namespace, request.Name) ? Yes : No($"no relationship found between node '{node}' and this object");
    }

    private Decision Token(string node, RequestInfo request)
    {
        if (request.Verb != "create" || request.Name.Length == 0) return No("can only create tokens for individual service accounts");
        return request.Subresource != "token" ? No("can only create token subresource of serviceaccount") : Related(node, Relation.ServiceAccount, request);
    }

    private static Decision Node(string node, RequestInfo request) => (request.Subresource, request.Verb) switch
    {
        ("", "create" or "update" or "patch") or ("status", "update" or "patch") => Yes,
        ("", "get" or "list" or "watch") when request.Name == node => Yes,
        ("", "get" or "list" or "watch") => No(request.Name.Length == 0
            ? $"node '{node}' cannot read all nodes, only its own Node object"
            : $"node '{node}' cannot read '{request.Name}', only its own Node object"),
        _ => None,
    };

    private Decision Pod(string node, RequestInfo request) => (request.Subresource, request.Verb) switch
    {
        ("", "get") => Get(node, Relation.Pod, request),
        ("", "list" or "watch") when request.Fields.RequiredValue("spec.nodeName") == node => Yes,
        ("", "list" or "watch") when request.Name.Length > 0 => Related(node, Relation.Pod, request),
        ("", "list" or "watch") => No("can only list/watch pods with spec.nodeName field selector"),
        ("", "create" or "delete") or ("status", "update" or "patch") or ("eviction", "create") => Yes,
        _ => None,
    };

    private static Decision Lease(string node, RequestInfo request)
    {
        if (!OwnVerbs.Contains(request.Verb)) return No("can only get, create, update, patch, or delete a node lease");
        if (request.Namespace != LeaseNamespace) return No($"can only access leases in the \"{LeaseNamespace}\" system namespace");
        return request.Verb == "create" || request.Name == node ? Yes : No("can only access node lease with the same name as the requesting node");
    }

    private static Decision CsiNode(string node, RequestInfo request)
    {
        if (!OwnVerbs.Contains(request.Verb)) return No("can only get, create, update, patch, or delete a CSINode");
        if (request.Subresource.Length > 0) return No("cannot authorize CSINode subresources");
        return request.Verb == "create" || request.Name == node ? Yes : No("can only access CSINode with the same name as the requesting node");
    }

    /// <summary>That a node makes slices for itself alone is seen only with the object: admission does.</summary>
    private Decision ResourceSlice(string node, RequestInfo request)
    {
        if (request.Subresource.Length > 0) return No("cannot authorize ResourceSlice subresources");
        return request.Verb switch
        {
            "create" => Yes,
            "get" or "update" or "patch" or "delete" => Related(node, Relation.ResourceSlice, request),
            "watch" or "list" or "deletecollection" when request.Fields.RequiredValue("spec.nodeName") == node => Yes,
            "watch" or "list" or "deletecollection" => No("can only list/watch/deletecollection resourceslices with nodeName field selector"),
            _ => No("only the following verbs are allowed for a ResourceSlice: get, watch, list, create, update, patch, delete, deletecollection"),
        };
    }

    private static Decision Yes => new(true);

    private static Decision None => new(false);

    private static Decision No(string reason) => new(false, reason);
}
