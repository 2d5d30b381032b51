using k8s.Models;
using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Scores;

namespace Kube.Controllers.Tests.Scheduling.Scores;

public sealed class NodeAffinityScoreTests : ScoreTests
{
    private protected override IScore Score { get; } = new NodeAffinityScore();

    [Fact]
    public void Score_PreferredTerms_AddTheirWeights()
    {
        var pod = Given.Pod().With(spec => spec with
        {
            Affinity = new V1Affinity
            {
                NodeAffinity = new V1NodeAffinity { PreferredDuringSchedulingIgnoredDuringExecution = [Prefer("disk", "ssd", 30), Prefer("zone", "a", 10)] },
            },
        });
        var cluster = Given.Cluster(Given.Node("both", labels: ["disk=ssd", "zone=a"]), Given.Node("zone", labels: "zone=a"), Given.Node("none"));

        Assert.Equal([100, 25, 0], Scores(pod, cluster));
    }

    [Fact]
    public void Score_NoPreference_HasNoOpinion() => Assert.Null(Prepare(Given.Pod(), Given.Cluster(Given.Node())));

    private static V1PreferredSchedulingTerm Prefer(string key, string value, int weight) => new()
    {
        Weight = weight,
        Preference = new V1NodeSelectorTerm { MatchExpressions = [new V1NodeSelectorRequirement { Key = key, OperatorProperty = "In", Values = [value] }] },
    };
}
