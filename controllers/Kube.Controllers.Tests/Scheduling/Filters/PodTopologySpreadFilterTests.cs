using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Filters;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling.Filters;

public sealed class PodTopologySpreadFilterTests : FilterTests
{
    private protected override IFilter Filter { get; } = new PodTopologySpreadFilter();

    [Fact]
    public void Check_FullerZone_IsRejected()
    {
        var cluster = TwoZones().Running(Given.Pod("one", node: "a1", labels: "app=web"));
        var pod = Spread();

        Assert.Equal("node(s) didn't match pod topology spread constraints", Check(pod, cluster, "a1")?.Message);
        Assert.Null(Check(pod, cluster, "b1"));
    }

    [Fact]
    public void Check_NodeOutsideAnyDomain_IsRejectedForGood()
    {
        var rejection = Check(Spread(), Given.Cluster(Given.Node("a1", labels: "zone=a"), Given.Node("lost")), "lost");

        Assert.Equal("node(s) didn't match pod topology spread constraints (missing required label)", rejection?.Message);
        Assert.False(rejection!.Resolvable);
    }

    [Fact]
    public void Check_OtherPods_DoNotCount()
    {
        var leaving = Given.Pod("leaving", node: "a1", labels: "app=web");
        leaving.Metadata.DeletionTimestamp = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var cluster = TwoZones().Running(
            leaving, Given.Pod("unlike", node: "a1", labels: "app=db"), Given.Pod("elsewhere", node: "a1", ns: "other", labels: "app=web"));

        Assert.Null(Check(Spread(), cluster, "a1"));
    }

    [Fact]
    public void Check_TooFewDomains_CountsAnEmptyOne()
    {
        var cluster = Given.Cluster(Given.Node("a1", labels: "zone=a")).Running(Given.Pod("one", node: "a1", labels: "app=web"));

        Assert.Null(Check(Spread(), cluster, "a1"));
        Assert.NotNull(Check(Spread(constraint => constraint with { MinDomains = 2 }), cluster, "a1"));
    }

    [Fact]
    public void Check_TaintedNodes_AreLeftOutWhenHonored()
    {
        var cluster = Given.Cluster(Given.Node("a1", labels: "zone=a"), Given.Node("b1", labels: "zone=b").WithTaint("full", "NoSchedule"))
            .Running(Given.Pod("one", node: "a1", labels: "app=web"));

        Assert.NotNull(Check(Spread(), cluster, "a1"));
        Assert.Null(Check(Spread(constraint => constraint with { NodeTaintsPolicy = "Honor" }), cluster, "a1"));
    }

    [Fact]
    public void Check_MatchLabelKeys_CountsOnlyTheOwnRevision()
    {
        var cluster = TwoZones().Running(Given.Pod("old", node: "a1", labels: ["app=web", "hash=1"]));
        var pod = Spread(constraint => constraint with { MatchLabelKeys = ["hash"] });
        pod.Metadata.Labels["hash"] = "2";

        Assert.Null(Check(pod, cluster, "a1"));
    }

    [Fact]
    public void WithPodChange_PodComes_IsCounted()
    {
        var cluster = TwoZones();
        var check = (IPodCountingCheck)Filter.Prepare(new PodInfo(Spread()), cluster).Check!;
        var node = cluster.FindNode("a1")!;

        var changed = check.WithPodChange(new PodInfo(Given.Pod("other", labels: "app=web")), node, 1);

        Assert.Null(check.Check(node));
        Assert.NotNull(changed.Check(node));
    }

    private static ClusterState TwoZones() => Given.Cluster(Given.Node("a1", labels: "zone=a"), Given.Node("b1", labels: "zone=b"));

    private static V1Pod Spread(Func<V1TopologySpreadConstraint, V1TopologySpreadConstraint>? change = null)
    {
        var constraint = new V1TopologySpreadConstraint
        {
            TopologyKey = "zone", MaxSkew = 1, WhenUnsatisfiable = "DoNotSchedule", LabelSelector = Given.Selector("app=web"),
        };
        return Given.Pod(labels: "app=web").WithSpread(change is null ? constraint : change(constraint));
    }
}
