using Kube.Controllers.Scheduling.Cluster;
using Kube.Machinery.Selectors;

namespace Kube.Controllers.Tests.Scheduling.Cluster;

public sealed class SelectedPodsTests
{
    private static readonly LabelSelector Web = LabelSelector.Parse("app=web");

    [Fact]
    public void CountsByNode_FirstAsked_CountsWhatIsThere()
    {
        var cluster = Given.Cluster(Given.Node()).Running(
            Given.Pod("one", node: "node", labels: "app=web"),
            Given.Pod("unlike", node: "node", labels: "app=db"),
            Given.Pod("elsewhere", node: "node", ns: "other", labels: "app=web"));

        Assert.Equal(1, cluster.CountsByNode("default", Web)["node"]);
    }

    [Fact]
    public void CountsByNode_AskedBefore_FollowsEveryChange()
    {
        var cluster = Given.Cluster(Given.Node());
        Assert.Empty(cluster.CountsByNode("default", Web));

        cluster.Assume(new PodInfo(Given.Pod("one", labels: "app=web")).On("node"));
        cluster.SetPod(Given.Pod("two", node: "node", labels: "app=web"));
        Assert.Equal(2, cluster.CountsByNode("default", Web)["node"]);

        cluster.Forget("uid-default-one");
        cluster.SetPod(Given.Pod("two", node: "node", labels: "app=db"));
        Assert.Empty(cluster.CountsByNode("default", Web));
    }
}
