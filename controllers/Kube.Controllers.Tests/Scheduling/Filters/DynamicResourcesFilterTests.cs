using k8s.Models;
using Kube.Controllers.Scheduling.Filters;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling.Filters;

public sealed class DynamicResourcesFilterTests : FilterTests
{
    private protected override IFilter Filter { get; } = new DynamicResourcesFilter();

    [Fact]
    public void Prepare_ResourceClaims_AreRefusedLoudly()
        => Assert.Equal(
            "pod has resource claims, which this scheduler does not support",
            Check(Given.Pod().With(spec => spec with { ResourceClaims = [new V1PodResourceClaim { Name = "gpu" }] }), Given.Node())?.Message);
}
