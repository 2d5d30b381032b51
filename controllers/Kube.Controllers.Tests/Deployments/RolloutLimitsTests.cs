using Kube.Controllers.Deployments;

namespace Kube.Controllers.Tests.Deployments;

public sealed class RolloutLimitsTests
{
    [Theory]
    [InlineData(10, "25%", "25%", 3, 2)]
    [InlineData(3, "25%", "25%", 1, 0)]
    [InlineData(1, "0", "25%", 0, 1)]
    [InlineData(4, "50%", "0", 2, 0)]
    [InlineData(2, "1", "5", 1, 2)]
    [InlineData(0, "25%", "25%", 0, 0)]
    public void Of_Percentages_RoundsSurgeUpAndUnavailableDown(int replicas, string surge, string unavailable, int maxSurge, int maxUnavailable)
        => Assert.Equal(new RolloutLimits(maxSurge, maxUnavailable), RolloutLimits.Of(Given.Deployment(replicas, surge, unavailable)));

    [Fact]
    public void Of_Recreate_HasNoLeeway()
    {
        var deployment = Given.Deployment(4);
        deployment.Spec.Strategy.Type = "Recreate";
        Assert.Equal(default, RolloutLimits.Of(deployment));
    }
}
