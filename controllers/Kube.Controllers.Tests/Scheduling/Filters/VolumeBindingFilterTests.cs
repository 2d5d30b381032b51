using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Filters;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling.Filters;

public sealed class VolumeBindingFilterTests : FilterTests
{
    private protected override IFilter Filter { get; } = new VolumeBindingFilter();

    [Fact]
    public void Prepare_MissingClaim_RejectsThePodForGood()
    {
        var rejection = Check(Given.Pod().WithClaim("x"), Given.Node());

        Assert.Equal("persistentvolumeclaim \"x\" not found", rejection?.Message);
        Assert.False(rejection!.Resolvable);
    }

    [Fact]
    public void Prepare_EphemeralClaimNotMadeYet_SaysWhoMakesIt()
    {
        var pod = Given.Pod().With(spec => spec with { Volumes = [new V1Volume { Name = "scratch", Ephemeral = new V1EphemeralVolumeSource() }] });

        Assert.Equal("waiting for ephemeral volume controller to create the persistentvolumeclaim \"pod-scratch\"", Check(pod, Given.Node())?.Message);
    }

    [Fact]
    public void Prepare_ClaimBeingDeleted_RejectsThePod()
    {
        var claim = Claim("x", "pv");
        claim.Metadata.DeletionTimestamp = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        Assert.Equal("persistentvolumeclaim \"x\" is being deleted", Check(Given.Pod().WithClaim("x"), WithClaims(claim))?.Message);
    }

    [Fact]
    public void Prepare_UnboundClaim_RejectsThePod()
        => Assert.Equal("pod has unbound immediate PersistentVolumeClaims", Check(Given.Pod().WithClaim("x"), WithClaims(Claim("x", null)))?.Message);

    [Fact]
    public void Check_DelayedClaim_FindsNoVolume()
    {
        var claim = Claim("x", null);
        claim.Spec.StorageClassName = "local";
        var cluster = WithClaims(claim);
        cluster.StorageClasses.Set(new V1StorageClass { Metadata = new V1ObjectMeta { Name = "local" }, VolumeBindingMode = "WaitForFirstConsumer" });

        Assert.Equal("node(s) didn't find available persistent volumes to bind", Check(Given.Pod().WithClaim("x"), cluster)?.Message);
    }

    [Theory]
    [InlineData("node", null)]
    [InlineData("other", "node(s) didn't match PersistentVolume's node affinity")]
    public void Check_BoundVolume_HoldsToItsNodes(string host, string? message)
    {
        var cluster = WithClaims(Claim("x", "pv"));
        cluster.Volumes.Set(new V1PersistentVolume
        {
            Metadata = new V1ObjectMeta { Name = "pv" },
            Spec = new V1PersistentVolumeSpec
            {
                NodeAffinity = new V1VolumeNodeAffinity
                {
                    Required = new V1NodeSelector
                    {
                        NodeSelectorTerms =
                        [
                            new V1NodeSelectorTerm { MatchExpressions = [new V1NodeSelectorRequirement { Key = TopologyKeys.Hostname, OperatorProperty = "In", Values = [host] }] },
                        ],
                    },
                },
            },
        });

        Assert.Equal(message, Check(Given.Pod().WithClaim("x"), cluster)?.Message);
    }

    [Fact]
    public void Check_VolumeGone_IsRejected()
        => Assert.Equal(
            "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)",
            Check(Given.Pod().WithClaim("x"), WithClaims(Claim("x", "pv")))?.Message);

    [Theory]
    [InlineData("x", true)]
    [InlineData("y", false)]
    public void Hint_ClaimAdded_WakesItsPod(string claim, bool wakes)
        => Assert.Equal(wakes, MayHelp(
            Given.Pod().WithClaim("x"), new ClusterEvent(ClusterResource.PersistentVolumeClaim, ClusterAction.Add, null, Claim(claim, null))));

    private static ClusterState WithClaims(params V1PersistentVolumeClaim[] claims)
    {
        var cluster = Given.Cluster(Given.Node());
        foreach (var claim in claims)
            cluster.Claims.Set(claim);
        return cluster;
    }

    private static V1PersistentVolumeClaim Claim(string name, string? volume) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default" },
        Spec = new V1PersistentVolumeClaimSpec { VolumeName = volume },
        Status = new V1PersistentVolumeClaimStatus { Phase = volume is null ? "Pending" : "Bound" },
    };
}
