using k8s.Models;
using Kube.Machinery.LeaderElection;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Machinery.Tests.LeaderElection;

public sealed class LeaseClaimTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LeaderElectionOptions Options = new(new ObjectKey("kube-system", "job"), "me");

    private readonly FakeTimeProvider _time = new(Start);

    [Fact]
    public void Claim_NoLease_TakesIt()
    {
        var claim = new LeaseClaim(Options, _time).Claim(null);
        Assert.NotNull(claim);
        Assert.Equal("me", claim.Spec.HolderIdentity);
        Assert.Equal(0, claim.Spec.LeaseTransitions);
        Assert.Equal(15, claim.Spec.LeaseDurationSeconds);
    }

    [Fact]
    public void Claim_HeldByOther_WaitsFromWhenItsRecordWasFirstSeen()
    {
        var claim = new LeaseClaim(Options, _time);
        var lease = HeldBy("other", renewed: Start.AddHours(-1));
        Assert.Null(claim.Claim(lease));
        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.Null(claim.Claim(lease));
        lease.Spec.RenewTime = Start.AddSeconds(14).UtcDateTime;
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(claim.Claim(lease));
        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.Null(claim.Claim(lease));

        _time.Advance(TimeSpan.FromSeconds(1));
        var taken = claim.Claim(lease);
        Assert.NotNull(taken);
        Assert.Equal("me", taken.Spec.HolderIdentity);
        Assert.Equal(4, taken.Spec.LeaseTransitions);
    }

    [Fact]
    public void Claim_HeldByOtherAndClockSetBack_WaitsNoLonger()
    {
        var clock = new JumpingClock(_time);
        var claim = new LeaseClaim(Options, clock);
        var lease = HeldBy("other", renewed: Start);
        Assert.Null(claim.Claim(lease));
        clock.Jump = TimeSpan.FromHours(-10);
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.NotNull(claim.Claim(lease));
    }

    [Fact]
    public void Claim_Mine_RenewsWithoutTransition()
    {
        var lease = HeldBy("me", renewed: Start);
        _time.Advance(TimeSpan.FromSeconds(2));
        var renewed = new LeaseClaim(Options, _time).Claim(lease);
        Assert.NotNull(renewed);
        Assert.Equal(3, renewed.Spec.LeaseTransitions);
        Assert.Equal(lease.Spec.AcquireTime, renewed.Spec.AcquireTime);
        Assert.True(renewed.Spec.RenewTime > lease.Spec.RenewTime);
    }

    [Fact]
    public void Claim_Released_IsTakenAtOnce()
    {
        var released = LeaseClaim.Release(HeldBy("other", Start), Start.AddSeconds(1));
        Assert.NotNull(new LeaseClaim(Options, _time).Claim(released));
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
