using k8s.Models;

namespace Kube.Machinery.LeaderElection;

/// <summary>
/// Decides, from the Lease as it was read, what a candidate writes. Expiry is judged by when this process first saw the
/// current record, on its own clock, so clocks of different machines need not agree (client-go's leaderelection).
/// </summary>
internal sealed class LeaseClaim(LeaderElectionOptions options, TimeProvider clock)
{
    private string? _seenRecord;
    private long _seenAt;

    /// <summary>The Lease to write, or null while somebody else holds it.</summary>
    public V1Lease? Claim(V1Lease? current)
    {
        var spec = current?.Spec;
        var record = $"{spec?.HolderIdentity}/{spec?.RenewTime:O}/{spec?.LeaseTransitions}";
        if (record != _seenRecord)
        {
            _seenRecord = record;
            _seenAt = clock.GetTimestamp();
        }

        var mine = spec?.HolderIdentity == options.Identity;
        var heldByOther = !mine && !string.IsNullOrEmpty(spec?.HolderIdentity);
        if (heldByOther && clock.GetElapsedTime(_seenAt) < TimeSpan.FromSeconds(spec!.LeaseDurationSeconds ?? 0))
            return null;

        var time = ApiTime.Micro(clock.GetUtcNow());
        return new V1Lease
        {
            Metadata = current?.Metadata ?? new V1ObjectMeta { Name = options.Lease.Name, NamespaceProperty = options.Lease.Namespace },
            Spec = new V1LeaseSpec
            {
                HolderIdentity = options.Identity,
                LeaseDurationSeconds = (int)options.LeaseDuration.TotalSeconds,
                AcquireTime = mine ? spec!.AcquireTime : time,
                RenewTime = time,
                LeaseTransitions = spec is null ? 0 : (spec.LeaseTransitions ?? 0) + (mine ? 0 : 1),
            },
        };
    }

    /// <summary>The Lease given back, so that the next candidate need not wait for its expiry.</summary>
    public static V1Lease Release(V1Lease held, DateTimeOffset now)
    {
        var time = ApiTime.Micro(now);
        return new V1Lease
        {
            Metadata = held.Metadata,
            Spec = new V1LeaseSpec
            {
                HolderIdentity = "",
                LeaseDurationSeconds = 1,
                AcquireTime = time,
                RenewTime = time,
                LeaseTransitions = held.Spec.LeaseTransitions,
            },
        };
    }
}
