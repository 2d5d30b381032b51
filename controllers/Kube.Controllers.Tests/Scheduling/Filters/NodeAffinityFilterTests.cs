using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Filters;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling.Filters;

public sealed class NodeAffinityFilterTests : FilterTests
{
    private protected override IFilter Filter { get; } = new NodeAffinityFilter();

    [Fact]
    public void Check_NodeSelectorNotMet_IsRejectedForGood()
    {
        var rejection = Check(Given.Pod().With(spec => spec with { NodeSelector = Given.Labels("disk=ssd") }), Given.Node(labels: "disk=hdd"));

        Assert.Equal("node(s) didn't match Pod's node affinity/selector", rejection?.Message);
        Assert.False(rejection!.Resolvable);
    }

    [Fact]
    public void Check_NodeSelectorMet_Passes()
        => Assert.Null(Check(Given.Pod().With(spec => spec with { NodeSelector = Given.Labels("disk=ssd") }), Given.Node(labels: "disk=ssd")));

    [Theory]
    [InlineData("In", "ssd,nvme", true)]
    [InlineData("In", "hdd", false)]
    [InlineData("NotIn", "hdd", true)]
    [InlineData("Exists", null, true)]
    [InlineData("DoesNotExist", null, false)]
    public void Check_RequiredTerm_DecidesByOperator(string @operator, string? values, bool passes)
        => Assert.Equal(passes, Check(Required(Term(Expression("disk", @operator, values))), Given.Node(labels: "disk=ssd")) is null);

    [Theory]
    [InlineData("Gt", "7", true)]
    [InlineData("Gt", "8", false)]
    [InlineData("Lt", "9", true)]
    public void Check_NumericTerm_ComparesIntegers(string @operator, string bound, bool passes)
        => Assert.Equal(passes, Check(Required(Term(Expression("cores", @operator, bound))), Given.Node(labels: "cores=8")) is null);

    [Fact]
    public void Check_SeveralTerms_OneIsEnough()
        => Assert.Null(Check(Required(Term(Expression("disk", "In", "nvme")), Term(Expression("disk", "In", "ssd"))), Given.Node(labels: "disk=ssd")));

    [Fact]
    public void Check_EmptyTerm_MatchesNothing() => Assert.NotNull(Check(Required(new V1NodeSelectorTerm()), Given.Node()));

    [Fact]
    public void Prepare_TermsByName_NarrowsToThoseNodes()
    {
        var preparation = Filter.Prepare(new PodInfo(Required(ByName("a"), ByName("b"))), Given.Cluster());

        Assert.Equal(["a", "b"], preparation.OnlyNodes?.Order());
    }

    [Fact]
    public void Prepare_OneTermNotByName_LooksAtAllNodes()
        => Assert.Null(Filter.Prepare(new PodInfo(Required(ByName("a"), Term(Expression("disk", "Exists", null)))), Given.Cluster()).OnlyNodes);

    [Fact]
    public void Prepare_ContradictingNames_RejectsThePod()
    {
        var term = new V1NodeSelectorTerm { MatchFields = [Expression("metadata.name", "In", "a"), Expression("metadata.name", "In", "b")] };

        Assert.Equal("pod affinity terms conflict", Filter.Prepare(new PodInfo(Required(term)), Given.Cluster()).Rejection?.Message);
    }

    [Fact]
    public void Hint_LabelThatMatchesNow_Wakes()
        => Assert.True(MayHelp(
            Given.Pod().With(spec => spec with { NodeSelector = Given.Labels("disk=ssd") }),
            new ClusterEvent(ClusterResource.Node, ClusterAction.UpdateNodeLabel, Given.Node(), Given.Node(labels: "disk=ssd"))));

    private static V1Pod Required(params V1NodeSelectorTerm[] terms) => Given.Pod().With(spec => spec with
    {
        Affinity = new V1Affinity
        {
            NodeAffinity = new V1NodeAffinity { RequiredDuringSchedulingIgnoredDuringExecution = new V1NodeSelector { NodeSelectorTerms = [.. terms] } },
        },
    });

    private static V1NodeSelectorTerm Term(V1NodeSelectorRequirement expression) => new() { MatchExpressions = [expression] };

    private static V1NodeSelectorTerm ByName(string name) => new() { MatchFields = [Expression("metadata.name", "In", name)] };

    private static V1NodeSelectorRequirement Expression(string key, string @operator, string? values)
        => new() { Key = key, OperatorProperty = @operator, Values = values?.Split(',') };
}
