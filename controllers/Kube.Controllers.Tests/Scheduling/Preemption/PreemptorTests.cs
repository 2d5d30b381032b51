using k8s.Models;
using Kube.Controllers.Scheduling;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Preemption;
using Kube.Controllers.Scheduling.Queueing;

namespace Kube.Controllers.Tests.Scheduling.Preemption;

public sealed class PreemptorTests
{
    private readonly Nominations _nominations = new();

    [Fact]
    public void Try_LowerPriorityPods_FewestAreChosen()
    {
        var cluster = Given.Cluster(Given.Node()).Running(
            Running("small", cpu: "1", priority: 1), Running("large", cpu: "2", priority: 1), Running("important", cpu: "1", priority: 20));

        Assert.Equal(["large"], VictimsOf(Try(Given.Pod("new", cpu: "2", priority: 10), cluster)));
    }

    [Fact]
    public void Try_SeveralWouldDo_TheLeastImportantGo()
    {
        var cluster = Given.Cluster(Given.Node()).Running(
            Running("low", cpu: "2", priority: 1), Running("middle", cpu: "2", priority: 5));

        Assert.Equal(["low"], VictimsOf(Try(Given.Pod("new", cpu: "2", priority: 10), cluster)));
    }

    [Fact]
    public void Try_EqualPriority_TheLastStartedGoes()
    {
        var cluster = Given.Cluster(Given.Node()).Running(
            Running("old", cpu: "2", priority: 1, startedHour: 1), Running("young", cpu: "2", priority: 1, startedHour: 2));

        Assert.Equal(["young"], VictimsOf(Try(Given.Pod("new", cpu: "2", priority: 10), cluster)));
    }

    [Fact]
    public void Try_OnlyEqualOrHigherPriority_FindsNoVictims()
    {
        var cluster = Given.Cluster(Given.Node()).Running(Running("peer", cpu: "4", priority: 10));

        Assert.Equal(
            "0/1 nodes are available: 1 No preemption victims found for incoming pod.",
            Assert.IsType<PreemptionResult.Useless>(Try(Given.Pod("new", cpu: "1", priority: 10), cluster)).Message);
    }

    [Fact]
    public void Try_NodesThatNoEvictionHelps_AreCounted()
    {
        var cluster = Given.Cluster(Given.Node("small", cpu: "1"), Given.Node("tainted").WithTaint("a", "NoSchedule"), Given.Node("node"))
            .Running(Running("peer", cpu: "4", priority: 10));

        Assert.Equal(
            "0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.",
            Assert.IsType<PreemptionResult.Useless>(Try(Given.Pod("new", cpu: "2", priority: 10), cluster)).Message);
    }

    [Fact]
    public void Try_EvictingAllIsNotEnough_TellsWhatIsShort()
    {
        var cluster = Given.Cluster(Given.Node()).Running(Running("peer", cpu: "3", priority: 10), Running("low", cpu: "1", priority: 1));

        Assert.Equal(
            "0/1 nodes are available: 1 Insufficient cpu.",
            Assert.IsType<PreemptionResult.Useless>(Try(Given.Pod("new", cpu: "2", priority: 10), cluster)).Message);
    }

    [Fact]
    public void Try_PreemptionPolicyNever_IsNotEligible()
    {
        var cluster = Given.Cluster(Given.Node()).Running(Running("low", cpu: "4", priority: 1));
        var pod = Given.Pod("new", cpu: "2", priority: 10).With(spec => spec with { PreemptionPolicy = "Never" });

        Assert.Equal("not eligible due to preemptionPolicy=Never.", Assert.IsType<PreemptionResult.NotEligible>(Try(pod, cluster)).Message);
    }

    [Fact]
    public void Try_VictimStillLeaving_WaitsForIt()
    {
        var leaving = Running("low", cpu: "4", priority: 1);
        leaving.Metadata.DeletionTimestamp = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        leaving.Status.Conditions = [new V1PodCondition { Type = "DisruptionTarget", Status = "True", Reason = "PreemptionByScheduler" }];

        var result = Try(Given.Pod("new", cpu: "2", priority: 10).Nominated("node"), Given.Cluster(Given.Node()).Running(leaving));

        Assert.Equal("not eligible due to a terminating pod on the nominated node.", Assert.IsType<PreemptionResult.NotEligible>(result).Message);
    }

    [Fact]
    public void Try_BudgetExhausted_AnotherNodeIsPreferred()
    {
        var cluster = Given.Cluster(Given.Node("guarded"), Given.Node("free")).Running(
            Running("guarded", cpu: "4", priority: 1, node: "guarded", labels: "app=db"), Running("free", cpu: "4", priority: 5, node: "free"));
        cluster.DisruptionBudgets.Set(Budget(allowed: 0));

        Assert.Equal(["free"], VictimsOf(Try(Given.Pod("new", cpu: "2", priority: 10), cluster)));
    }

    [Fact]
    public void Try_BudgetOnOneOfTwo_TheOtherGoes()
    {
        var cluster = Given.Cluster(Given.Node()).Running(
            Running("guarded", cpu: "2", priority: 1, labels: "app=db"), Running("free", cpu: "2", priority: 5));
        cluster.DisruptionBudgets.Set(Budget(allowed: 0));

        Assert.Equal(["free"], VictimsOf(Try(Given.Pod("new", cpu: "2", priority: 10), cluster)));
    }

    [Fact]
    public void Try_AntiAffinityWithAVictim_IsCuredByItsLeaving()
    {
        var cluster = Given.Cluster(Given.Node()).Running(Running("rival", cpu: "1", priority: 1, labels: "app=web"), Running("other", cpu: "1", priority: 1));

        var result = Try(Given.Pod("new", priority: 10).WithAntiAffinity(Given.Near(TopologyKeys.Hostname, "app=web")), cluster);

        Assert.Equal(["rival"], VictimsOf(result));
    }

    private PreemptionResult Try(V1Pod pod, ClusterState cluster)
    {
        var info = new PodInfo(pod);
        var nowhere = Assert.IsType<Placement.Nowhere>(new PodPlacer(cluster, _nominations, new Random(1)).Place(info));
        return new Preemptor(cluster, _nominations, new Random(1)).Try(info, nowhere);
    }

    private static IEnumerable<string> VictimsOf(PreemptionResult result)
        => Assert.IsType<PreemptionResult.MakesRoom>(result).Candidate.Victims.Select(victim => victim.Name);

    private static V1Pod Running(string name, string cpu, int priority, int startedHour = 1, string node = "node", params string[] labels)
        => Given.Pod(name, cpu: cpu, node: node, priority: priority, labels: labels) with
        {
            Status = new V1PodStatus { StartTime = new DateTime(2026, 1, 1, startedHour, 0, 0, DateTimeKind.Utc) },
        };

    private static V1PodDisruptionBudget Budget(int allowed) => new()
    {
        Metadata = new V1ObjectMeta { Name = "budget", NamespaceProperty = "default" },
        Spec = new V1PodDisruptionBudgetSpec { Selector = Given.Selector("app=db") },
        Status = new V1PodDisruptionBudgetStatus { DisruptionsAllowed = allowed },
    };
}
