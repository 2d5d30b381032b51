using k8s.Models;
using Kube.Machinery.LeaderElection;

namespace Kube.Machinery.Tests.LeaderElection;

public sealed class LeaseClaimTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LeaderElectionOptions Options = new(new ObjectKey("kube-system", "job"), "me");

    [Fact]
    public void Claim_NoLease_TakesIt()
    {
        var claim = new LeaseClaim(Options).Claim(null, Start);
        Assert.NotNull(claim);
        Assert.Equal("me", claim.Spec.HolderIdentity);
        Assert.Equal(0, claim.Spec.LeaseTransitions);
        Assert.Equal(15, claim.Spec.LeaseDurationSeconds);
    }

    [Fact]
    public void Claim_HeldByOther_WaitsFromWhenItsRecordWasFirstSeen()
    {
        var claim = new LeaseClaim(Options);
        var lease = HeldBy("other", renewed: Start.AddHours(-1));
        Assert.Null(claim.Claim(lease, Start));
        Assert.Null(claim.Claim(lease, Start.AddSeconds(14)));
        lease.Spec.RenewTime = Start.AddSeconds(14).UtcDateTime;
        Assert.Null(claim.Claim(lease, Start.AddSeconds(16)));
        Assert.Null(claim.Claim(lease, Start.AddSeconds(30)));

        var taken = claim.Claim(lease, Start.AddSeconds(31));
        Assert.NotNull(taken);
        Assert.Equal("me", taken.Spec.HolderIdentity);
        Assert.Equal(4, taken.Spec.LeaseTransitions);
    }

    [Fact]
    public void Claim_Mine_RenewsWithoutTransition()
    {
        var lease = HeldBy("me", renewed: Start);
        var renewed = new LeaseClaim(Options).Claim(lease, Start.AddSeconds(2));
        Assert.NotNull(renewed);
        Assert.Equal(3, renewed.Spec.LeaseTransitions);
        Assert.Equal(lease.Spec.AcquireTime, renewed.Spec.AcquireTime);
        Assert.True(renewed.Spec.RenewTime > lease.Spec.RenewTime);
    }

    [Fact]
    public void Claim_Released_IsTakenAtOnce()
    {
        var released = LeaseClaim.Release(HeldBy("other", Start), Start.AddSeconds(1));
        Assert.NotNull(new LeaseClaim(Options).Claim(released, Start.AddSeconds(1)));
    }

    private static V1Lease HeldBy(string identity, DateTimeOffset renewed) => new()
    {
        Metadata = new V1ObjectMeta { Name = "job", NamespaceProperty = "kube-system", ResourceVersion = "1" },
        Spec = new V1LeaseSpec
        {
            HolderIdentity = identity,
            LeaseDurationSeconds = 15,
            LeaseTransitions = 3,
            AcquireTime = renewed.UtcDateTime,
            RenewTime = renewed.UtcDateTime,
        },
    };
}
