using k8s.Models;

namespace Kube.Controllers.Ownership;

internal enum Claim
{
    /// <summary>Not ours to manage.</summary>
    Ignore,

    /// <summary>Ours already.</summary>
    Keep,

    /// <summary>Nobody's, and our selector wants it.</summary>
    Adopt,

    /// <summary>Ours, but our selector no longer wants it.</summary>
    Release,
}

internal static class Claims
{
    /// <summary>What a controller object does about an object it may own (upstream's controller_ref_manager.go).</summary>
    public static Claim Decide(IMetadata<V1ObjectMeta> owner, IMetadata<V1ObjectMeta> obj, bool selected)
    {
        var ownerDeleting = owner.Metadata.DeletionTimestamp is not null;
        if (ControllerReferences.ControllerOf(obj) is { } controller)
        {
            if (controller.Uid != owner.Metadata.Uid)
                return Claim.Ignore;
            return selected ? Claim.Keep : ownerDeleting ? Claim.Ignore : Claim.Release;
        }
        return selected && !ownerDeleting && obj.Metadata.DeletionTimestamp is null ? Claim.Adopt : Claim.Ignore;
    }
}
