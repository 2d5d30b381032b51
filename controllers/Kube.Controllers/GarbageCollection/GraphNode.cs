using k8s.Models;

namespace Kube.Controllers.GarbageCollection;

/// <summary>An object in the graph of ownership. Only the graph changes it, under its lock.</summary>
internal sealed class GraphNode(ObjectIdentity identity)
{
    public ObjectIdentity Identity { get; set; } = identity;

    public IReadOnlyList<V1OwnerReference> Owners { get; set; } = [];

    public HashSet<GraphNode> Dependents { get; } = [];

    /// <summary>Known only because a dependent names it: whether it exists has not been seen.</summary>
    public bool IsVirtual { get; set; }

    public bool IsBeingDeleted { get; set; }

    /// <summary>Waiting for the deletion of its dependents before it goes itself.</summary>
    public bool IsDeletingDependents { get; set; }

    /// <summary>Whether this object, by its reference, keeps the owner from going.</summary>
    public bool Blocks(string ownerUid) => Owners.Any(owner => owner.Uid == ownerUid && owner.BlockOwnerDeletion == true);

    /// <summary>Whether a dependent's reference describes this object rightly; owners in other namespaces do not count.</summary>
    public bool IsMeantBy(V1OwnerReference reference, GraphNode dependent)
        => Identity.Name == reference.Name
            && Identity.Kind == reference.Kind
            && (Identity.Namespace.Length == 0 || Identity.Namespace == dependent.Identity.Namespace);
}
