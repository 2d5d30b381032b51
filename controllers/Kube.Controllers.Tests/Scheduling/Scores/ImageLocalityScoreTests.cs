using k8s.Models;
using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Scores;

namespace Kube.Controllers.Tests.Scheduling.Scores;

public sealed class ImageLocalityScoreTests : ScoreTests
{
    private const long Megabyte = 1024 * 1024;

    private protected override IScore Score { get; } = new ImageLocalityScore();

    [Fact]
    public void Score_ImagePresent_CountsBySizeAndSpread()
    {
        var cluster = Given.Cluster(WithImage(Given.Node("has"), "busybox:latest", 1023 * Megabyte), Given.Node("has-not"));

        // Half the nodes have it, so half its size counts: (511.5 - 23) of (1000 - 23) MB.
        Assert.Equal([50, 0], Scores(Given.Pod(), cluster));
    }

    [Fact]
    public void Score_SmallImage_DoesNotCount()
        => Assert.Equal([0], Scores(Given.Pod(), Given.Cluster(WithImage(Given.Node(), "busybox:latest", 20 * Megabyte))));

    [Fact]
    public void Score_PortInRegistry_IsNoTag()
    {
        var pod = Given.Pod().With(spec => spec with { Containers = [spec.Containers[0] with { Image = "registry:5000/app" }] });

        Assert.Equal([100], Scores(pod, Given.Cluster(WithImage(Given.Node(), "registry:5000/app:latest", 2000 * Megabyte))));
    }

    [Fact]
    public void Score_NobodyHasTheImage_HasNoOpinion() => Assert.Null(Prepare(Given.Pod(), Given.Cluster(Given.Node())));

    private static V1Node WithImage(V1Node node, string name, long size)
        => node with { Status = node.Status with { Images = [new V1ContainerImage { Names = [name], SizeBytes = size }] } };
}
