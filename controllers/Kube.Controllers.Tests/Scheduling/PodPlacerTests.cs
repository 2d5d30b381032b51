using k8s.Models;
using Kube.Controllers.Scheduling;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Queueing;

namespace Kube.Controllers.Tests.Scheduling;

public sealed class PodPlacerTests
{
    private readonly Nominations _nominations = new();

    [Fact]
    public void Place_NoNodes_SaysSo() => Assert.IsType<Placement.NoNodes>(Place(Given.Pod(), Given.Cluster()));

    [Fact]
    public void Place_OneNodeFits_IsChosen()
        => Assert.Equal("big", NodeOf(Place(Given.Pod(cpu: "3"), Given.Cluster(Given.Node("small", cpu: "2"), Given.Node("big", cpu: "4")))));

    [Fact]
    public void Place_SeveralFit_TheEmptiestIsChosen()
    {
        var cluster = Given.Cluster(Given.Node("a"), Given.Node("b"), Given.Node("c"))
            .Running(Given.Pod("one", cpu: "2", node: "a"), Given.Pod("two", cpu: "1", node: "c"));

        Assert.Equal("b", NodeOf(Place(Given.Pod(cpu: "1", memory: "1Gi"), cluster)));
    }

    [Fact]
    public void Place_EqualNodes_AllGetTheirTurn()
    {
        var cluster = Given.Cluster(Given.Node("a"), Given.Node("b"), Given.Node("c"));
        var placer = new PodPlacer(cluster, _nominations, new Random(1));

        Assert.Equal(3, Enumerable.Range(0, 50).Select(_ => NodeOf(placer.Place(new PodInfo(Given.Pod())))).Distinct().Count());
    }

    [Fact]
    public void Place_NothingFits_TellsEachReasonOnce()
    {
        var cluster = Given.Cluster(
            Given.Node("tainted").WithTaint("a", "NoSchedule"), Given.Node("cordoned").Cordoned().WithTaint("b", "NoSchedule"), Given.Node("small", cpu: "1"));

        var nowhere = Assert.IsType<Placement.Nowhere>(Place(Given.Pod(cpu: "2"), cluster));

        Assert.Equal(
            "0/3 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable.",
            nowhere.Diagnosis.ToString());
    }

    [Fact]
    public void Place_NominatedNode_IsTakenThoughOthersAreEmptier()
    {
        var cluster = Given.Cluster(Given.Node("empty"), Given.Node("nominated")).Running(Given.Pod("other", cpu: "2", node: "nominated"));

        Assert.Equal("nominated", NodeOf(Place(Given.Pod(cpu: "1").Nominated("nominated"), cluster)));
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(-1, true)]
    public void Place_RoomNominatedToAnother_IsKeptForItWhenItMattersMore(int priority, bool fits)
    {
        var cluster = Given.Cluster(Given.Node());
        _nominations.Set(new PodInfo(Given.Pod("other", cpu: "3", priority: priority)), "node");

        Assert.Equal(fits, Place(Given.Pod(cpu: "2"), cluster) is Placement.On);
    }

    [Fact]
    public void Place_DaemonPod_LooksOnlyAtItsNode()
    {
        var pod = Given.Pod(cpu: "9").With(spec => spec with
        {
            Affinity = new V1Affinity
            {
                NodeAffinity = new V1NodeAffinity
                {
                    RequiredDuringSchedulingIgnoredDuringExecution = new V1NodeSelector
                    {
                        NodeSelectorTerms =
                        [
                            new V1NodeSelectorTerm { MatchFields = [new V1NodeSelectorRequirement { Key = "metadata.name", OperatorProperty = "In", Values = ["b"] }] },
                        ],
                    },
                },
            },
        });

        var nowhere = Assert.IsType<Placement.Nowhere>(Place(pod, Given.Cluster(Given.Node("a"), Given.Node("b"), Given.Node("c"))));

        Assert.Equal(
            "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't satisfy plugin(s) [NodeAffinity].", nowhere.Diagnosis.ToString());
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(100, 100)]
    [InlineData(1000, 420)]
    [InlineData(6000, 300)]
    public void EnoughNodes_Of_FallsAsClustersGrow(int nodes, int enough) => Assert.Equal(enough, EnoughNodes.Of(nodes));

    private Placement Place(V1Pod pod, ClusterState cluster) => new PodPlacer(cluster, _nominations, new Random(1)).Place(new PodInfo(pod));

    private static string NodeOf(Placement placement) => Assert.IsType<Placement.On>(placement).Node.Name;
}
