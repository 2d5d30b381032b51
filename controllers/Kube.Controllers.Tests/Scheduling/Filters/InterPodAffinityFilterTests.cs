using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Filters;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling.Filters;

public sealed class InterPodAffinityFilterTests : FilterTests
{
    private protected override IFilter Filter { get; } = new InterPodAffinityFilter();

    [Fact]
    public void Check_Affinity_HoldsToTheDomainOfTheOthers()
    {
        var cluster = TwoZones().Running(Given.Pod("db", node: "a1", labels: "app=db"));
        var pod = Given.Pod().WithAffinity(Given.Near("zone", "app=db"));

        Assert.Null(Check(pod, cluster, "a2"));
        var rejection = Check(pod, cluster, "b1");
        Assert.Equal("node(s) didn't match pod affinity rules", rejection?.Message);
        Assert.False(rejection!.Resolvable);
    }

    [Fact]
    public void Check_FirstOfItsGroup_MayStartAnywhere()
        => Assert.Null(Check(Given.Pod(labels: "app=web").WithAffinity(Given.Near("zone", "app=web")), TwoZones(), "a1"));

    [Fact]
    public void Check_FirstOfItsGroupWithoutTheKey_IsRejected()
        => Assert.NotNull(Check(Given.Pod(labels: "app=web").WithAffinity(Given.Near("rack", "app=web")), TwoZones(), "a1"));

    [Fact]
    public void Check_AntiAffinity_KeepsOffTheDomain()
    {
        var cluster = TwoZones().Running(Given.Pod("web", node: "a1", labels: "app=web"));
        var pod = Given.Pod().WithAntiAffinity(Given.Near("zone", "app=web"));

        var rejection = Check(pod, cluster, "a2");
        Assert.Equal("node(s) didn't match pod anti-affinity rules", rejection?.Message);
        Assert.True(rejection!.Resolvable);
        Assert.Null(Check(pod, cluster, "b1"));
    }

    [Fact]
    public void Check_AntiAffinityOfThoseThere_KeepsOffToo()
    {
        var cluster = TwoZones().Running(Given.Pod("loner", node: "a1").WithAntiAffinity(Given.Near("zone", "app=web")));
        var pod = Given.Pod(labels: "app=web");

        Assert.Equal("node(s) didn't satisfy existing pods anti-affinity rules", Check(pod, cluster, "a2")?.Message);
        Assert.Null(Check(pod, cluster, "b1"));
    }

    [Fact]
    public void Check_NamespaceSelector_ChoosesNamespacesByLabel()
    {
        var cluster = TwoZones().Running(Given.Pod("db", node: "a1", ns: "data", labels: "app=db"));
        cluster.Namespaces.Set(new V1Namespace { Metadata = new V1ObjectMeta { Name = "data", Labels = Given.Labels("team=x") } });
        V1PodAffinityTerm Term(string team) => Given.Near("zone", "app=db") with { NamespaceSelector = Given.Selector($"team={team}") };

        Assert.Null(Check(Given.Pod().WithAffinity(Term("x")), cluster, "a1"));
        Assert.NotNull(Check(Given.Pod().WithAffinity(Term("y")), cluster, "a1"));
    }

    [Fact]
    public void Prepare_NobodyCares_Skips() => Assert.Null(Filter.Prepare(new PodInfo(Given.Pod()), TwoZones()).Check);

    [Fact]
    public void WithPodChange_PodLeaves_FreesItsDomain()
    {
        var cluster = TwoZones().Running(Given.Pod("web", node: "a1", labels: "app=web"));
        var check = (IPodCountingCheck)Filter.Prepare(new PodInfo(Given.Pod().WithAntiAffinity(Given.Near("zone", "app=web"))), cluster).Check!;
        var node = cluster.FindNode("a1")!;

        Assert.NotNull(check.Check(node));
        Assert.Null(check.WithPodChange(node.Pods[0], node, -1).Check(node));
    }

    private static ClusterState TwoZones()
        => Given.Cluster(Given.Node("a1", labels: "zone=a"), Given.Node("a2", labels: "zone=a"), Given.Node("b1", labels: "zone=b"));
}
