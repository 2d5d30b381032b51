using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;

namespace Kube.Controllers.GarbageCollection;

/// <summary>Decides, object by object, whether its owners let it live (upstream's garbagecollector.go).</summary>
internal sealed class Collector(OwnershipGraph graph, LiveObjects live, ResourceKinds kinds, EventRecorder events, Action<string> tryDelete)
{
    /// <summary>Deletes the object if no owner is left, drops references to owners that are gone otherwise.</summary>
    public async Task DeleteIfUnownedAsync(string uid, CancellationToken cancellationToken)
    {
        var (identity, waits, settled) = graph.Read(uid, node => (node?.Identity, node?.IsDeletingDependents == true, IsSettled(node)));
        if (identity is null || settled)
            return;
        if (await live.FindAsync(identity, cancellationToken) is not { } current)
        {
            graph.Remove(uid);
            return;
        }
        if (waits)
            await FinishForegroundAsync(identity, current, cancellationToken);
        else if (current.Metadata.OwnerReferences is { Count: > 0 } owners)
            await JudgeAsync(identity, current, owners, cancellationToken);
    }

    private bool IsSettled(GraphNode? node)
        => node is null or { IsVirtual: true } || (!node.IsDeletingDependents && (node.IsBeingDeleted || graph.IsSolidlyOwned(node)));

    private async Task JudgeAsync(
        ObjectIdentity identity, PartialObjectMetadata current, IList<V1OwnerReference> owners, CancellationToken cancellationToken)
    {
        var states = new List<(V1OwnerReference Owner, OwnerState State)>();
        foreach (var owner in owners)
        {
            if (await StateOfAsync(owner, identity, cancellationToken) is not { } state)
                return;
            states.Add((owner, state));
        }

        if (states.Exists(entry => entry.State == OwnerState.Solid))
        {
            var left = states.Where(entry => entry.State == OwnerState.Solid).Select(entry => entry.Owner).ToList();
            if (left.Count < owners.Count)
                await ReplaceOwnersAsync(identity, current, left, cancellationToken);
            return;
        }
        var policy = PolicyFor(current, states.Exists(entry => entry.State == OwnerState.Waiting) && await HasDependentsAsync(identity, cancellationToken));
        await live.DeleteAsync(identity, current.Metadata.ResourceVersion, policy, cancellationToken);
    }

    /// <summary>
    /// Whether an object with dependents whose owner waits for it is deleted in the foreground too. Dependents that are
    /// themselves being so deleted could wait for each other in a circle: then the object no longer blocks its owners.
    /// </summary>
    private async Task<bool> HasDependentsAsync(ObjectIdentity identity, CancellationToken cancellationToken)
    {
        var (any, circular) = graph.Read(identity.Uid, node => (
            node?.Dependents.Count > 0, node?.Dependents.Any(dependent => dependent.IsDeletingDependents) == true));
        if (circular && await live.FindAsync(identity, cancellationToken) is { } current)
        {
            var unblocking = current.Metadata.OwnerReferences.Select(owner => owner.DeepCopy()).ToList();
            unblocking.ForEach(owner => owner.BlockOwnerDeletion = false);
            await ReplaceOwnersAsync(identity, current, unblocking, cancellationToken);
        }
        return any;
    }

    private static string PolicyFor(PartialObjectMetadata current, bool foreground)
    {
        if (foreground)
            return "Foreground";
        var finalizers = current.Metadata.Finalizers ?? [];
        return finalizers.Contains(Finalizers.Orphan) ? "Orphan" : finalizers.Contains(Finalizers.Foreground) ? "Foreground" : "Background";
    }

    /// <summary>The state of an owner; null when the reference can never be resolved, which says nothing about the object.</summary>
    private async Task<OwnerState?> StateOfAsync(V1OwnerReference owner, ObjectIdentity dependent, CancellationToken cancellationToken)
    {
        if (kinds.Find(owner.ApiVersion, owner.Kind) is { Namespaced: true } && dependent.Namespace.Length == 0)
        {
            events.Record(ReferenceTo(dependent), EventTypes.Warning, "OwnerRefInvalidNamespace",
                $"ownerRef [{owner.ApiVersion}/{owner.Kind}, namespace: , name: {owner.Name}, uid: {owner.Uid}] does not exist in namespace \"\"");
            return null;
        }
        var found = await live.FindAsync(ObjectIdentity.Of(owner, dependent.Namespace), cancellationToken);
        if (found is null)
            return OwnerState.Absent;
        return found.Metadata.DeletionTimestamp is not null && found.Metadata.Finalizers?.Contains(Finalizers.Foreground) == true
            ? OwnerState.Waiting
            : OwnerState.Solid;
    }

    /// <summary>Lets an object that waits for its dependents go when none that blocks it is left.</summary>
    private async Task FinishForegroundAsync(ObjectIdentity identity, PartialObjectMetadata current, CancellationToken cancellationToken)
    {
        var blocking = graph.Read(identity.Uid, node => node?.Dependents
            .Where(dependent => dependent.Blocks(identity.Uid))
            .Select(dependent => (dependent.Identity.Uid, dependent.IsDeletingDependents)).ToList()) ?? [];
        if (blocking.Count == 0)
            await RemoveFinalizerAsync(identity, current, Finalizers.Foreground, cancellationToken);
        foreach (var (dependent, waitsItself) in blocking)
        {
            if (!waitsItself)
                tryDelete(dependent);
        }
    }

    /// <summary>Takes an object that is deleted with its dependents orphaned from all their references, then lets it go.</summary>
    public async Task OrphanAsync(string uid, CancellationToken cancellationToken)
    {
        var (identity, dependents) = graph.Read(uid, node => (
            node?.Identity, node?.Dependents.Select(dependent => dependent.Identity).ToList() ?? []));
        if (identity is null)
            return;
        await Task.WhenAll(dependents.Select(dependent => DropOwnerAsync(dependent, uid, cancellationToken)));
        if (await live.FindAsync(identity, cancellationToken) is { } current)
            await RemoveFinalizerAsync(identity, current, Finalizers.Orphan, cancellationToken);
    }

    private async Task DropOwnerAsync(ObjectIdentity dependent, string ownerUid, CancellationToken cancellationToken)
    {
        if (await live.FindAsync(dependent, cancellationToken) is { Metadata.OwnerReferences: { Count: > 0 } owners } current
            && owners.Any(owner => owner.Uid == ownerUid))
            await ReplaceOwnersAsync(dependent, current, owners.Where(owner => owner.Uid != ownerUid), cancellationToken);
    }

    private Task ReplaceOwnersAsync(
        ObjectIdentity identity, PartialObjectMetadata current, IEnumerable<V1OwnerReference> owners, CancellationToken cancellationToken)
        => live.PatchAsync(identity, new JsonObject
        {
            ["resourceVersion"] = current.Metadata.ResourceVersion,
            ["ownerReferences"] = JsonSerializer.SerializeToNode(owners.ToList(), ModelJson.Options) is JsonArray { Count: > 0 } list ? list : null,
        }, cancellationToken);

    private async Task RemoveFinalizerAsync(
        ObjectIdentity identity, PartialObjectMetadata current, string finalizer, CancellationToken cancellationToken)
    {
        if (current.Metadata.Finalizers?.Contains(finalizer) != true)
            return;
        var left = new JsonArray([.. current.Metadata.Finalizers.Where(name => name != finalizer).Select(name => (JsonNode)name)]);
        await live.PatchAsync(identity, new JsonObject
        {
            ["resourceVersion"] = current.Metadata.ResourceVersion,
            ["finalizers"] = left,
        }, cancellationToken);
    }

    private static V1ObjectReference ReferenceTo(ObjectIdentity identity) => new()
    {
        ApiVersion = identity.ApiVersion,
        Kind = identity.Kind,
        NamespaceProperty = identity.Namespace,
        Name = identity.Name,
        Uid = identity.Uid,
    };
}
