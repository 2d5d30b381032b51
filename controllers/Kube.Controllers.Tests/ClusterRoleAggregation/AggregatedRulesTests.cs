using k8s.Models;
using Kube.Controllers.ClusterRoleAggregation;

namespace Kube.Controllers.Tests.ClusterRoleAggregation;

public sealed class AggregatedRulesTests
{
    [Fact]
    public void Of_SelectedRoles_GivesTheirRulesOnceInOrder()
    {
        var admin = Role("admin", "all", Rule("stale"));
        admin.AggregationRule = new V1AggregationRule
        {
            ClusterRoleSelectors =
            [
                new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["to"] = "all" } },
                new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["to"] = "some" } },
            ],
        };

        var rules = AggregatedRules.Of(admin, [admin, Role("z", "all", Rule("pods"), Rule("nodes")), Role("a", "some", Rule("pods"), Rule("secrets")), Role("b", "all", Rule("nodes")), Role("c", "none", Rule("leases"))]);

        Assert.Equal(["nodes", "pods", "secrets"], rules.Select(rule => rule.Resources.Single()));
    }

    [Fact]
    public void Same_Rules_ByContentAndOrder()
    {
        Assert.True(AggregatedRules.Same(null, []));
        Assert.True(AggregatedRules.Same([Rule("pods")], [Rule("pods")]));
        Assert.False(AggregatedRules.Same([Rule("pods")], [Rule("pods"), Rule("nodes")]));
    }

    private static V1ClusterRole Role(string name, string label, params V1PolicyRule[] rules) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, Labels = new Dictionary<string, string> { ["to"] = label } },
        Rules = [.. rules],
    };

    private static V1PolicyRule Rule(string resource) => new() { Verbs = ["get"], ApiGroups = [""], Resources = [resource] };
}
