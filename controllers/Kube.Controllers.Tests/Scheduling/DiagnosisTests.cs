using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling;

public sealed class DiagnosisTests
{
    [Fact]
    public void ToString_SeveralReasons_AreCountedAndSorted()
    {
        var diagnosis = new Diagnosis(3) { PostFilterMessage = "preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling." };
        diagnosis.Reject(Node("a"), Rejection.Unresolvable("TaintToleration", "node(s) had untolerated taint(s)"));
        diagnosis.Reject(Node("b"), Rejection.Unschedulable("NodeResourcesFit", "Insufficient cpu", "Insufficient memory"));
        diagnosis.Reject(Node("c"), Rejection.Unresolvable("TaintToleration", "node(s) had untolerated taint(s)"));

        Assert.Equal(
            "0/3 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 2 node(s) had untolerated taint(s). "
            + "preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
            diagnosis.ToString());
        Assert.Equal(["NodeResourcesFit", "TaintToleration"], diagnosis.Plugins.Order());
    }

    [Fact]
    public void ToString_PodTurnedDown_SaysWhyWithoutCounting()
    {
        var diagnosis = new Diagnosis(2);
        diagnosis.RejectPod(Rejection.Unresolvable("VolumeBinding", "persistentvolumeclaim \"x\" not found"));

        Assert.Equal("0/2 nodes are available: persistentvolumeclaim \"x\" not found.", diagnosis.ToString());
    }

    [Fact]
    public void ToString_NodesNotLookedAt_AreCountedTogether()
    {
        var diagnosis = new Diagnosis(5);
        diagnosis.RejectOtherNodes(Rejection.Unresolvable("NodeAffinity", "node(s) didn't satisfy plugin(s) [NodeAffinity]"));
        diagnosis.Reject(Node("a"), Rejection.Unschedulable("NodeResourcesFit", "Insufficient cpu"));

        Assert.Equal("0/5 nodes are available: 1 Insufficient cpu, 4 node(s) didn't satisfy plugin(s) [NodeAffinity].", diagnosis.ToString());
    }

    private static NodeInfo Node(string name) => new(Given.Node(name));
}
