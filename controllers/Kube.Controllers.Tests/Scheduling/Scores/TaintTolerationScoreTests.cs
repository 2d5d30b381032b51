using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Scores;

namespace Kube.Controllers.Tests.Scheduling.Scores;

public sealed class TaintTolerationScoreTests : ScoreTests
{
    private protected override IScore Score { get; } = new TaintTolerationScore();

    [Fact]
    public void Score_IntolerablePreferences_CostPoints()
    {
        var cluster = Given.Cluster(
            Given.Node("clean"),
            Given.Node("one").WithTaint("a", "PreferNoSchedule"),
            Given.Node("two").WithTaint("a", "PreferNoSchedule").WithTaint("b", "PreferNoSchedule"));

        Assert.Equal([100, 50, 0], Scores(Given.Pod(), cluster));
    }

    [Fact]
    public void Score_ToleratedPreference_CostsNothing()
        => Assert.Equal([100], Scores(Given.Pod().WithToleration("a", "Exists"), Given.Cluster(Given.Node().WithTaint("a", "PreferNoSchedule"))));

    [Fact]
    public void Score_NoTaints_HasNoOpinion() => Assert.Null(Prepare(Given.Pod(), Given.Cluster(Given.Node())));
}
