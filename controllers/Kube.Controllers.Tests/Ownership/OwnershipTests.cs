using k8s.Models;
using Kube.Controllers.Ownership;
using Kube.Machinery;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Controllers.Tests.Ownership;

public sealed class OwnershipTests
{
    private static readonly ObjectKey Key = new("n", "set");

    [Theory]
    [InlineData("me", true, false, false, Claim.Keep)]
    [InlineData("me", false, false, false, Claim.Release)]
    [InlineData("me", false, true, false, Claim.Ignore)]
    [InlineData("other", true, false, false, Claim.Ignore)]
    [InlineData(null, true, false, false, Claim.Adopt)]
    [InlineData(null, false, false, false, Claim.Ignore)]
    [InlineData(null, true, true, false, Claim.Ignore)]
    [InlineData(null, true, false, true, Claim.Ignore)]
    internal void Decide_OwnerAndSelector_ClaimsRightly(string? controller, bool selected, bool ownerGoing, bool objectGoing, Claim expected)
    {
        var owner = new V1ReplicaSet { Metadata = new V1ObjectMeta { Uid = "me", DeletionTimestamp = ownerGoing ? DateTime.UnixEpoch : null } };
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta
            {
                DeletionTimestamp = objectGoing ? DateTime.UnixEpoch : null,
                OwnerReferences = controller is null ? null : [new V1OwnerReference { Uid = controller, Controller = true }],
            },
        };
        Assert.Equal(expected, Claims.Decide(owner, pod, selected));
    }

    [Fact]
    public void AreMet_Creations_OnlyWhenAllWereSeen()
    {
        var expectations = new Expectations(new FakeTimeProvider());
        Assert.True(expectations.AreMet(Key));
        expectations.ExpectCreations(Key, 3);
        expectations.SeeCreation(Key);
        Assert.False(expectations.AreMet(Key));
        expectations.SeeCreation(Key, 2);
        Assert.True(expectations.AreMet(Key));
    }

    [Fact]
    public void AreMet_Deletions_CountEachPodOnce()
    {
        var expectations = new Expectations(new FakeTimeProvider());
        expectations.ExpectDeletions(Key, ["a", "b"]);
        expectations.SeeDeletion(Key, "a");
        expectations.SeeDeletion(Key, "a");
        Assert.False(expectations.AreMet(Key));
        expectations.SeeDeletion(Key, "b");
        Assert.True(expectations.AreMet(Key));
    }

    [Fact]
    public void AreMet_NeverSeen_GivesUpAfterFiveMinutes()
    {
        var time = new FakeTimeProvider();
        var expectations = new Expectations(time);
        expectations.ExpectCreations(Key, 1);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(expectations.AreMet(Key));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(expectations.AreMet(Key));
    }

    [Fact]
    public async Task RunAsync_AllWell_DoesEachOnce()
    {
        var done = new List<int>();
        var (succeeded, failure) = await SlowStart.RunAsync(10, index =>
        {
            lock (done)
                done.Add(index);
            return Task.CompletedTask;
        });
        Assert.Equal((10, null), (succeeded, failure));
        Assert.Equal(Enumerable.Range(0, 10), done.Order());
    }

    [Fact]
    public async Task RunAsync_FailureInTheThirdBatch_StopsAfterIt()
    {
        var tried = 0;
        var (succeeded, failure) = await SlowStart.RunAsync(100, index =>
        {
            Interlocked.Increment(ref tried);
            return index == 4 ? Task.FromException(new InvalidOperationException("no")) : Task.CompletedTask;
        });
        Assert.Equal((6, 7), (succeeded, tried));
        Assert.Equal("no", failure?.Message);
    }
}
