using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Scores;

namespace Kube.Controllers.Tests.Scheduling.Scores;

public sealed class NodeResourcesFitScoreTests : ScoreTests
{
    private protected override IScore Score { get; } = new NodeResourcesFitScore();

    [Fact]
    public void Score_FreeShare_IsTheAverageOfCpuAndMemory()
    {
        var cluster = Given.Cluster(Given.Node("empty", cpu: "4", memory: "8Gi"), Given.Node("used", cpu: "4", memory: "8Gi"))
            .Running(Given.Pod("other", cpu: "2", memory: "2Gi", node: "used"));

        // Empty: 75 % of cpu and 75 % of memory stay free. Used: 25 % and 50 %.
        Assert.Equal([75, 37], Scores(Given.Pod(cpu: "1", memory: "2Gi"), cluster));
    }

    [Fact]
    public void Score_PodsThatRequestNothing_StillFillNodes()
    {
        var cluster = Given.Cluster(Given.Node("empty"), Given.Node("used")).Running(
            Enumerable.Range(0, 5).Select(i => Given.Pod($"other-{i}", node: "used")).ToArray());

        var scores = Scores(Given.Pod(), cluster);

        Assert.True(scores[0] > scores[1]);
    }

    [Fact]
    public void Score_ResourceTheNodeLacks_DoesNotCount()
        => Assert.Equal([75], Scores(Given.Pod(cpu: "1", memory: "1Gi"), Given.Cluster(Given.Node(cpu: "4", memory: "0"))));
}
