using k8s.Models;
using Kube.Machinery.Clients;

namespace Kube.Controllers.GarbageCollection;

/// <summary>
/// Who owns whom, as the watches of all resources tell it (upstream's graph_builder.go). Each change says through
/// <paramref name="tryDelete"/> and <paramref name="tryOrphan"/> which objects may have to go or to be let go. Safe for
/// any number of threads.
/// </summary>
internal sealed class OwnershipGraph(Action<string> tryDelete, Action<string> tryOrphan)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, GraphNode> _nodes = new(StringComparer.Ordinal);

    /// <summary>Reads the graph in one piece.</summary>
    public T Read<T>(string uid, Func<GraphNode?, T> read)
    {
        lock (_gate)
            return read(_nodes.GetValueOrDefault(uid));
    }

    /// <summary>Whether all owners of a node are there, as its references describe them, and none waits for it to go.</summary>
    public bool IsSolidlyOwned(GraphNode node)
    {
        lock (_gate)
        {
            return node.Owners.All(reference => _nodes.TryGetValue(reference.Uid, out var owner)
                && owner is { IsVirtual: false, IsDeletingDependents: false } && owner.IsMeantBy(reference, node));
        }
    }

    public void Store(PartialObjectMetadata obj, ResourceType resource)
    {
        lock (_gate)
        {
            var identity = ObjectIdentity.Of(obj, resource);
            if (!_nodes.TryGetValue(identity.Uid, out var node))
                _nodes.Add(identity.Uid, node = new GraphNode(identity));
            // An owner that was only heard of has turned out to exist, perhaps elsewhere than its dependents thought.
            if (node.IsVirtual && (node.Identity.Namespace != identity.Namespace || node.Identity.Name != identity.Name))
                WakeDependents(node);
            node.IsVirtual = false;
            node.Identity = identity;

            var before = node.Owners;
            node.Owners = [.. obj.Metadata.OwnerReferences ?? []];
            Relink(node, before);
            NoteDeletion(node, obj.Metadata);
        }
    }

    /// <summary>The object is gone, or was found never to have existed.</summary>
    public void Remove(string uid)
    {
        lock (_gate)
        {
            if (!_nodes.Remove(uid, out var node))
                return;
            foreach (var owner in node.Owners)
            {
                if (_nodes.TryGetValue(owner.Uid, out var ownerNode))
                    Unlink(node, ownerNode);
            }
            // What still names it finds it absent, and decides then.
            WakeDependents(node);
            if (node.Dependents.Count > 0)
                _nodes.Add(uid, Ghost(node));
        }
    }

    private static GraphNode Ghost(GraphNode node)
    {
        var ghost = new GraphNode(node.Identity) { IsVirtual = true };
        ghost.Dependents.UnionWith(node.Dependents);
        return ghost;
    }

    private void Relink(GraphNode node, IReadOnlyList<V1OwnerReference> before)
    {
        foreach (var gone in before.Where(owner => node.Owners.All(current => current.Uid != owner.Uid)))
        {
            if (_nodes.TryGetValue(gone.Uid, out var owner))
                Unlink(node, owner);
        }
        foreach (var owner in node.Owners)
        {
            if (!_nodes.TryGetValue(owner.Uid, out var ownerNode))
            {
                ownerNode = new GraphNode(ObjectIdentity.Of(owner, node.Identity.Namespace)) { IsVirtual = true };
                _nodes.Add(owner.Uid, ownerNode);
            }
            ownerNode.Dependents.Add(node);
            // Nobody has seen this owner yet, or not as the reference describes it: the dependent goes if it does not exist.
            if (ownerNode.IsVirtual || !ownerNode.IsMeantBy(owner, node))
                tryDelete(node.Identity.Uid);
            // A dependent that no longer blocks may have been the last one waited for.
            else if (ownerNode.IsDeletingDependents)
                tryDelete(owner.Uid);
        }
    }

    private void Unlink(GraphNode node, GraphNode owner)
    {
        owner.Dependents.Remove(node);
        if (owner.IsDeletingDependents)
            tryDelete(owner.Identity.Uid);
        if (owner.IsVirtual && owner.Dependents.Count == 0)
            _nodes.Remove(owner.Identity.Uid);
    }

    private void NoteDeletion(GraphNode node, V1ObjectMeta metadata)
    {
        if (metadata.DeletionTimestamp is null)
            return;
        node.IsBeingDeleted = true;
        if (metadata.Finalizers?.Contains(Finalizers.Orphan) == true)
            tryOrphan(node.Identity.Uid);
        if (metadata.Finalizers?.Contains(Finalizers.Foreground) == true)
        {
            node.IsDeletingDependents = true;
            WakeDependents(node);
            tryDelete(node.Identity.Uid);
        }
    }

    private void WakeDependents(GraphNode node)
    {
        foreach (var dependent in node.Dependents)
            tryDelete(dependent.Identity.Uid);
    }
}
