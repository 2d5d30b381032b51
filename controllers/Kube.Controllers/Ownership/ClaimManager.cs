using k8s;
using k8s.Models;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Selectors;

namespace Kube.Controllers.Ownership;

/// <summary>Adopts the orphans an object's selector wants and releases what it no longer wants.</summary>
internal sealed class ClaimManager<TOwner, T>(ApiClient client)
    where TOwner : class, IKubernetesObject<V1ObjectMeta>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ResourceClient<TOwner> _owners = new(client);
    private readonly ResourceClient<T> _objects = new(client);

    /// <summary>The candidates the owner manages from now on. All must be of the owner's namespace.</summary>
    public async Task<List<T>> ClaimAsync(
        TOwner owner, LabelSelector selector, IEnumerable<T> candidates, CancellationToken cancellationToken)
    {
        var claimed = new List<T>();
        var mayAdopt = false;
        foreach (var candidate in candidates)
        {
            switch (Claims.Decide(owner, candidate, selector.Matches(candidate.Metadata.Labels)))
            {
                case Claim.Keep:
                    claimed.Add(candidate);
                    break;
                case Claim.Release:
                    await ReleaseAsync(owner, candidate, cancellationToken);
                    break;
                case Claim.Adopt:
                    mayAdopt = mayAdopt || await MayAdoptAsync(owner, cancellationToken);
                    if (mayAdopt && await AdoptAsync(owner, candidate, cancellationToken))
                        claimed.Add(candidate);
                    break;
            }
        }
        return claimed;
    }

    /// <summary>Asks the server, not the cache: the owner may be gone, or another one of the same name.</summary>
    private async Task<bool> MayAdoptAsync(TOwner owner, CancellationToken cancellationToken)
    {
        var fresh = await _owners.FindAsync(ObjectKey.Of(owner), cancellationToken);
        return fresh?.Metadata.Uid == owner.Metadata.Uid && fresh?.Metadata.DeletionTimestamp is null;
    }

    private Task<bool> AdoptAsync(TOwner owner, T obj, CancellationToken cancellationToken)
        => PatchAsync(obj, [ControllerReferences.To(owner)], cancellationToken);

    private Task<bool> ReleaseAsync(TOwner owner, T obj, CancellationToken cancellationToken)
        => PatchAsync(obj, [new OwnerRemoval(owner.Metadata.Uid)], cancellationToken);

    private async Task<bool> PatchAsync(T obj, object[] ownerReferences, CancellationToken cancellationToken)
    {
        // The uid makes the patch fail if the object was replaced by another one of its name.
        var patch = new { metadata = new { ownerReferences, uid = obj.Metadata.Uid } };
        try
        {
            await _objects.PatchAsync(ObjectKey.Of(obj), PatchTypes.StrategicMerge, ModelJson.Serialize(patch), cancellationToken);
            return true;
        }
        catch (ApiException failure) when (failure.IsNotFound || failure.IsInvalid)
        {
            return false;
        }
    }
}
