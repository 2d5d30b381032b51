using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Scores;

namespace Kube.Controllers.Tests.Scheduling.Scores;

public sealed class NodeResourcesBalancedAllocationScoreTests : ScoreTests
{
    private protected override IScore Score { get; } = new NodeResourcesBalancedAllocationScore();

    [Fact]
    public void Score_EqualShares_AreBest()
    {
        var cluster = Given.Cluster(Given.Node("even", cpu: "4", memory: "8Gi"), Given.Node("uneven", cpu: "2", memory: "16Gi"));

        // Uneven: half of the cpu and an eighth of the memory would be used; half the difference is lost.
        Assert.Equal([100, 81], Scores(Given.Pod(cpu: "1", memory: "2Gi"), cluster));
    }

    [Fact]
    public void Score_PodThatRequestsNothing_HasNoOpinion() => Assert.Null(Prepare(Given.Pod(), Given.Cluster(Given.Node())));
}
