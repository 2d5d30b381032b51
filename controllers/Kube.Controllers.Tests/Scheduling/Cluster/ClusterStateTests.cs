using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Tests.Scheduling.Cluster;

public sealed class ClusterStateTests
{
    [Fact]
    public void Assume_Pod_TakesItsPlaceOnTheNode()
    {
        var cluster = Given.Cluster(Given.Node());

        cluster.Assume(new PodInfo(Given.Pod(cpu: "1")).On("node"));

        Assert.True(cluster.IsAssumed("uid-default-pod"));
        Assert.Equal(1000, cluster.FindNode("node")!.Requested.MilliCpu);
    }

    [Fact]
    public void SetPod_AssumedPod_IsConfirmedAndCountedOnce()
    {
        var cluster = Given.Cluster(Given.Node());
        cluster.Assume(new PodInfo(Given.Pod(cpu: "1")).On("node"));

        cluster.SetPod(Given.Pod(cpu: "1", node: "node"));

        Assert.False(cluster.IsAssumed("uid-default-pod"));
        Assert.Single(cluster.FindNode("node")!.Pods);
        Assert.Equal(1000, cluster.FindNode("node")!.Requested.MilliCpu);
    }

    [Fact]
    public void SetPod_AssumedElsewhere_Moves()
    {
        var cluster = Given.Cluster(Given.Node("here"), Given.Node("there"));
        cluster.Assume(new PodInfo(Given.Pod()).On("here"));

        cluster.SetPod(Given.Pod(node: "there"));

        Assert.Empty(cluster.FindNode("here")!.Pods);
        Assert.Single(cluster.FindNode("there")!.Pods);
    }

    [Fact]
    public void Forget_AssumedPod_FreesItsPlace()
    {
        var cluster = Given.Cluster(Given.Node());
        cluster.Assume(new PodInfo(Given.Pod(cpu: "1")).On("node"));

        cluster.Forget("uid-default-pod");

        Assert.Empty(cluster.FindNode("node")!.Pods);
        Assert.Equal(0, cluster.FindNode("node")!.Requested.MilliCpu);
    }

    [Fact]
    public void Forget_ConfirmedPod_Stays()
    {
        var cluster = Given.Cluster(Given.Node()).Running(Given.Pod(node: "node"));

        cluster.Forget("uid-default-pod");

        Assert.Single(cluster.FindNode("node")!.Pods);
    }

    [Fact]
    public void SetNode_AfterItsPods_TakesThemIn()
    {
        var cluster = Given.Cluster().Running(Given.Pod(cpu: "1", node: "node"));

        cluster.SetNode(Given.Node());

        Assert.Equal(1000, cluster.FindNode("node")!.Requested.MilliCpu);
    }

    [Fact]
    public void RemoveNode_ThatComesBack_HasItsPodsAgain()
    {
        var cluster = Given.Cluster(Given.Node("first"), Given.Node("last")).Running(Given.Pod(cpu: "1", node: "first"));

        cluster.RemoveNode("first");
        Assert.Null(cluster.FindNode("first"));
        Assert.Equal("last", Assert.Single(cluster.Nodes).Name);
        cluster.SetNode(Given.Node("first"));

        Assert.Single(cluster.FindNode("first")!.Pods);
        Assert.Equal("last", cluster.FindNode("last")!.Name);
    }

    [Fact]
    public void RemovePod_OnALostNode_IsForgotten()
    {
        var cluster = Given.Cluster(Given.Node()).Running(Given.Pod(node: "node"));

        cluster.RemoveNode("node");
        cluster.RemovePod("uid-default-pod");
        cluster.SetNode(Given.Node());

        Assert.Empty(cluster.FindNode("node")!.Pods);
    }
}
