using k8s.Models;
using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Scores;

namespace Kube.Controllers.Tests.Scheduling.Scores;

public sealed class PodTopologySpreadScoreTests : ScoreTests
{
    private protected override IScore Score { get; } = new PodTopologySpreadScore();

    [Fact]
    public void Score_OwnConstraint_PrefersTheEmptierDomain()
    {
        var cluster = Given.Cluster(Given.Node("a1", labels: "zone=a"), Given.Node("b1", labels: "zone=b"))
            .Running(Given.Pod("one", node: "a1", labels: "app=web"), Given.Pod("two", node: "a1", labels: "app=web"));

        Assert.Equal([0, 100], Scores(WithConstraint(), cluster));
    }

    [Fact]
    public void Score_NodeOutsideAnyDomain_GetsNothing()
        => Assert.Equal([100, 0], Scores(WithConstraint(), Given.Cluster(Given.Node("a1", labels: "zone=a"), Given.Node("lost"))));

    [Fact]
    public void Score_PodOfAService_IsSpreadOverHosts()
    {
        var cluster = Given.Cluster(Given.Node("full"), Given.Node("empty")).Running(Given.Pod("one", node: "full", labels: "app=web"));
        cluster.Services.Set(new V1Service
        {
            Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "default" },
            Spec = new V1ServiceSpec { Selector = Given.Labels("app=web") },
        });

        var scores = Scores(Given.Pod(labels: "app=web"), cluster);

        Assert.True(scores[1] > scores[0]);
    }

    [Fact]
    public void Score_PodOfAReplicaSet_IsSpreadOverHosts()
    {
        var cluster = Given.Cluster(Given.Node("full"), Given.Node("empty")).Running(Given.Pod("one", node: "full", labels: "app=web"));
        cluster.ReplicaSets.Set(new V1ReplicaSet
        {
            Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "default" },
            Spec = new V1ReplicaSetSpec { Selector = Given.Selector("app=web") },
        });
        var pod = Given.Pod(labels: "app=web");
        pod.Metadata.OwnerReferences = [new V1OwnerReference { Kind = "ReplicaSet", Name = "web", Controller = true }];

        var scores = Scores(pod, cluster);

        Assert.True(scores[1] > scores[0]);
    }

    [Fact]
    public void Score_PodOfNobody_HasNoOpinion() => Assert.Null(Prepare(Given.Pod(labels: "app=web"), Given.Cluster(Given.Node())));

    private static V1Pod WithConstraint() => Given.Pod(labels: "app=web").WithSpread(new V1TopologySpreadConstraint
    {
        TopologyKey = "zone", MaxSkew = 1, WhenUnsatisfiable = "ScheduleAnyway", LabelSelector = Given.Selector("app=web"),
    });
}
