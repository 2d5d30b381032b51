using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Scores;

namespace Kube.Controllers.Tests.Scheduling.Scores;

public sealed class InterPodAffinityScoreTests : ScoreTests
{
    private protected override IScore Score { get; } = new InterPodAffinityScore();

    [Fact]
    public void Score_PreferredAffinity_DrawsToTheDomain()
        => Assert.Equal([100, 0], Scores(Prefers(Given.Pod(), affinity: true), TwoZones().Running(Given.Pod("db", node: "a1", labels: "app=db"))));

    [Fact]
    public void Score_PreferredAntiAffinity_PushesOffTheDomain()
        => Assert.Equal([0, 100], Scores(Prefers(Given.Pod(), affinity: false), TwoZones().Running(Given.Pod("db", node: "a1", labels: "app=db"))));

    [Fact]
    public void Score_PreferenceOfThoseThere_CountsToo()
        => Assert.Equal([100, 0], Scores(Given.Pod(labels: "app=db"), TwoZones().Running(Prefers(Given.Pod("web", node: "a1"), affinity: true))));

    [Fact]
    public void Score_RequirementOfThoseThere_CountsToo()
        => Assert.Equal([100, 0], Scores(
            Given.Pod(labels: "app=db"), TwoZones().Running(Given.Pod("web", node: "a1").WithAffinity(Given.Near("zone", "app=db")))));

    [Fact]
    public void Score_NobodyCares_HasNoOpinion() => Assert.Null(Prepare(Given.Pod(), TwoZones()));

    private static ClusterState TwoZones() => Given.Cluster(Given.Node("a1", labels: "zone=a"), Given.Node("b1", labels: "zone=b"));

    private static V1Pod Prefers(V1Pod pod, bool affinity)
    {
        V1WeightedPodAffinityTerm[] terms = [new V1WeightedPodAffinityTerm { Weight = 10, PodAffinityTerm = Given.Near("zone", "app=db") }];
        return pod.With(spec => spec with
        {
            Affinity = affinity
                ? new V1Affinity { PodAffinity = new V1PodAffinity { PreferredDuringSchedulingIgnoredDuringExecution = terms } }
                : new V1Affinity { PodAntiAffinity = new V1PodAntiAffinity { PreferredDuringSchedulingIgnoredDuringExecution = terms } },
        });
    }
}
