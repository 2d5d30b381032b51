using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds;

/// <summary>
/// The rules of one kind for writes, called in the order of the members below: upstream's defaulting functions and
/// <c>rest.RESTCreateStrategy</c>/<c>RESTUpdateStrategy</c>. Works on the decoded tree; common metadata is checked by the verbs.
/// A strategy has no state and may be used by many requests at once.
/// </summary>
internal abstract class KindStrategy
{
    private static readonly FieldFilter MainOnly = FieldFilter.Except("status");

    /// <summary>A kind with no rules beyond its schema.</summary>
    public static KindStrategy Plain { get; } = new PlainStrategy();

    /// <summary>A PUT to a name that does not exist creates it (leases, endpoints, events …).</summary>
    public virtual bool AllowCreateOnUpdate => false;

    /// <summary>A PUT without resourceVersion overwrites; otherwise it is refused.</summary>
    public virtual bool AllowUnconditionalUpdate => true;

    /// <summary>
    /// <c>metadata.generation</c> starts at 1 and rises when anything but metadata and status changes.
    /// </summary>
    public virtual bool TracksGeneration => false;

    /// <summary>A status subresource exists: writes through the main resource leave <c>status</c> as it was.</summary>
    public virtual bool HasStatus => false;

    /// <summary>
    /// What writers through this resource or subresource can own: upstream's GetResetFields. Null for everything; by default
    /// all but status where a status subresource is to write that.
    /// </summary>
    public virtual FieldFilter? Ownable => HasStatus ? MainOnly : null;

    /// <summary>Upstream's name rule: messages for a name that may not be used; most kinds take DNS subdomains.</summary>
    public virtual IEnumerable<string> CheckName(string name, bool isPrefix) => NameRules.DnsSubdomain(name, isPrefix);

    /// <summary>Fills what the client left out, on create, update and before a patch result is checked. Idempotent.</summary>
    public virtual void SetDefaults(JsonMap obj)
    {
    }

    public virtual void PrepareForCreate(JsonMap obj, WriteContext context)
    {
    }

    public virtual void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context)
    {
    }

    public virtual void Validate(JsonMap obj, FieldErrors errors)
    {
    }

    /// <summary>Validates the new state, which upstream's ValidateXUpdate also does, and what may not change.</summary>
    public virtual void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors) => Validate(obj, errors);

    /// <summary>Texts of <c>Warning: 299</c> headers.</summary>
    public virtual IEnumerable<string> Warnings(JsonMap obj, JsonMap? old) => [];

    /// <summary>
    /// Called once a request to delete is accepted for an object that goes through a grace period (pods); returns the
    /// seconds to wait, 0 to remove it at once, or null for a kind without graceful deletion.
    /// </summary>
    /// <param name="requestedSeconds">The delete options' gracePeriodSeconds.</param>
    public virtual long? GracePeriodSeconds(JsonMap obj, long? requestedSeconds) => null;

    /// <summary>Called when a deletion is accepted but the object stays for now; it has its deletionTimestamp.</summary>
    public virtual void MarkDeleted(JsonMap obj)
    {
    }

    /// <summary>Something besides <c>metadata.finalizers</c> keeps a deleted object: the finalizers of a namespace's spec.</summary>
    public virtual bool HoldsDeleted(JsonMap obj) => false;

    private sealed class PlainStrategy : KindStrategy;
}
