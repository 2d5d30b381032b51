using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authorization.Escalation;
using Kube.ApiServer.Authorization.Rbac;

namespace Kube.ApiServer.Tests.Authorization;

public sealed class RuleCoverageTests
{
    private static readonly PolicyRule PodReader = new() { Verbs = ["get", "list"], ApiGroups = [""], Resources = ["pods"] };

    [Fact]
    public void Missing_HeldInPieces_IsNothing()
    {
        PolicyRule[] held = [PodReader with { Verbs = ["get"] }, PodReader with { Verbs = ["list"], Resources = ["pods", "nodes"] }];

        Assert.Empty(RuleCoverage.Missing(held, [PodReader]));
    }

    [Fact]
    public void Missing_NamedOnly_DoesNotCoverAllNames()
    {
        var named = PodReader with { ResourceNames = ["a", "b"] };

        Assert.Equal(2, RuleCoverage.Missing([named], [PodReader]).Count);
        Assert.Empty(RuleCoverage.Missing([PodReader], [named]));
    }

    [Theory]
    [InlineData("*/scale", "deployments/scale", true)]
    [InlineData("*", "deployments/scale", true)]
    [InlineData("deployments", "deployments/scale", false)]
    [InlineData("deployments", "*", false)]
    public void Missing_Resources_AreCoveredAsTheyMatch(string held, string wanted, bool covered) =>
        Assert.Equal(covered, RuleCoverage.Missing([PodReader with { Resources = [held] }], [PodReader with { Resources = [wanted] }]).Count == 0);

    [Theory]
    [InlineData("/a*", "/a/b", true)]
    [InlineData("*", "/a*", true)]
    [InlineData("/a", "/a*", false)]
    public void Missing_Paths_AreCoveredAsTheyMatch(string held, string wanted, bool covered) =>
        Assert.Equal(covered, RuleCoverage.Missing([new() { Verbs = ["get"], NonResourceUrls = [held] }], [new() { Verbs = ["get"], NonResourceUrls = [wanted] }]).Count == 0);

    [Fact]
    public void EscalationText_Pieces_AreJoinedByResource()
    {
        var text = EscalationText.Of(new UserInfo("eve", ["devs", "system:authenticated"]), RuleCoverage.Missing([], [PodReader]), "");

        Assert.Equal(
            """
            user "eve" (groups=["devs" "system:authenticated"]) is attempting to grant RBAC permissions not currently held:
            {APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}
            """.ReplaceLineEndings("\n"),
            text);
    }
}
