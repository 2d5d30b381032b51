using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Tests.Scheduling.Cluster;

public sealed class PodRequestsTests
{
    [Fact]
    public void Of_Containers_AddUp()
        => Assert.Equal(1500, PodRequests.Of(Pod([Given.Container(cpu: "1"), Given.Container(cpu: "500m")])).MilliCpu);

    [Fact]
    public void Of_InitContainer_CountsWhenItIsTheLargest()
        => Assert.Equal(2000, PodRequests.Of(Pod([Given.Container(cpu: "1")], [Given.Container(cpu: "2")])).MilliCpu);

    [Fact]
    public void Of_Sidecar_AddsToContainersAndToLaterInitContainers()
    {
        var sidecar = Given.Container(cpu: "1") with { RestartPolicy = "Always" };

        Assert.Equal(2000, PodRequests.Of(Pod([Given.Container(cpu: "1")], [sidecar])).MilliCpu);
        Assert.Equal(3000, PodRequests.Of(Pod([Given.Container(cpu: "1")], [sidecar, Given.Container(cpu: "2")])).MilliCpu);
        Assert.Equal(2000, PodRequests.Of(Pod([Given.Container(cpu: "1")], [Given.Container(cpu: "2"), sidecar])).MilliCpu);
    }

    [Fact]
    public void Of_PodLevelRequest_ReplacesTheSum()
    {
        var pod = Pod([Given.Container(cpu: "1", memory: "1Gi")]).With(spec => spec with
        {
            Resources = new V1ResourceRequirements { Requests = Given.Amounts(("cpu", "3")) },
        });

        var requests = PodRequests.Of(pod);

        Assert.Equal(3000, requests.MilliCpu);
        Assert.Equal(1L << 30, requests.Memory);
    }

    [Fact]
    public void Of_Overhead_ComesOnTop()
        => Assert.Equal(1100, PodRequests.Of(Pod([Given.Container(cpu: "1")]).With(spec => spec with { Overhead = Given.Amounts(("cpu", "100m")) })).MilliCpu);

    [Theory]
    [InlineData(null, 2000)]
    [InlineData("Infeasible", 1000)]
    public void Of_PodBeingResized_CountsTheLargerUnlessItCanNotBe(string? pending, long milliCpu)
    {
        var pod = Pod([Given.Container(cpu: "2")]) with
        {
            Status = new V1PodStatus
            {
                ContainerStatuses = [new V1ContainerStatus { Name = "main", AllocatedResources = Given.Amounts(("cpu", "1")) }],
                Conditions = pending is null ? null : [new V1PodCondition { Type = "PodResizePending", Reason = pending }],
            },
        };

        Assert.Equal(milliCpu, PodRequests.Of(pod).MilliCpu);
    }

    [Fact]
    public void NonZeroOf_SilentContainers_UseALittle()
    {
        var requests = PodRequests.NonZeroOf(Pod([Given.Container(), Given.Container(cpu: "1")]));

        Assert.Equal(1100, requests.MilliCpu);
        Assert.Equal(400L << 20, requests.Memory);
    }

    private static V1Pod Pod(V1Container[] containers, V1Container[]? inits = null)
        => Given.Pod().With(spec => spec with { Containers = containers, InitContainers = inits });
}
