using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Preemption;

namespace Kube.Controllers.Tests.Scheduling.Preemption;

public sealed class CandidateChoiceTests
{
    [Fact]
    public void Best_FewerViolations_ComesFirst()
        => Assert.Equal("b", Best(Candidate("a", 1, Victim(1)), Candidate("b", 0, Victim(100), Victim(100))));

    [Fact]
    public void Best_LowerTopPriority_ComesNext()
        => Assert.Equal("b", Best(Candidate("a", 0, Victim(5)), Candidate("b", 0, Victim(4), Victim(4))));

    [Fact]
    public void Best_LowerSumOfPriorities_ComesNext()
        => Assert.Equal("b", Best(Candidate("a", 0, Victim(5), Victim(4)), Candidate("b", 0, Victim(5), Victim(3))));

    [Fact]
    public void Best_NegativePriorities_FewerVictimsStillCountLess()
        => Assert.Equal("b", Best(Candidate("a", 0, Victim(-5), Victim(-5)), Candidate("b", 0, Victim(-5))));

    [Fact]
    public void Best_AllElseEqual_LatestStartDecides()
        => Assert.Equal("b", Best(Candidate("a", 0, Victim(5, hour: 1)), Candidate("b", 0, Victim(5, hour: 2))));

    private static string Best(params Candidate[] candidates) => CandidateChoice.Best(candidates).Node.Name;

    private static Candidate Candidate(string node, int violations, params PodInfo[] victims) => new(new NodeInfo(Given.Node(node)), victims, violations);

    private static PodInfo Victim(int priority, int hour = 0) => new(Given.Pod(priority: priority) with
    {
        Status = new V1PodStatus { StartTime = new DateTime(2026, 1, 1, hour, 0, 0, DateTimeKind.Utc) },
    });
}
