using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Watching;

namespace Kube.Controllers.Tests.Scheduling.Watching;

public sealed class ChangesTests
{
    [Fact]
    public void NodeBetween_Heartbeat_IsNothing() => Assert.Equal(ClusterAction.None, NodeChanges.Between(Given.Node(), Given.Node()));

    [Fact]
    public void NodeBetween_Cordoned_IsATaint()
        => Assert.Equal(ClusterAction.UpdateNodeTaint, NodeChanges.Between(Given.Node(), Given.Node().Cordoned()));

    [Fact]
    public void NodeBetween_GrownAndLabelled_IsBoth()
        => Assert.Equal(
            ClusterAction.UpdateNodeAllocatable | ClusterAction.UpdateNodeLabel,
            NodeChanges.Between(Given.Node(), Given.Node(cpu: "8", labels: "zone=a")));

    [Fact]
    public void PodBetween_RequestLowered_IsAScaleDown()
        => Assert.Equal(ClusterAction.UpdatePodScaleDown, PodChanges.Between(Given.Pod(cpu: "2"), Given.Pod(cpu: "1")));

    [Fact]
    public void PodBetween_StatusOnly_IsNothing()
        => Assert.Equal(ClusterAction.None, PodChanges.Between(Given.Pod(), Given.Pod().Nominated("node")));

    [Fact]
    public void PodBetween_LabelsAndTolerations_AreBoth()
        => Assert.Equal(
            ClusterAction.UpdatePodLabel | ClusterAction.UpdatePodToleration,
            PodChanges.Between(Given.Pod(), Given.Pod(labels: "a=b").WithToleration("x", "Exists")));
}
