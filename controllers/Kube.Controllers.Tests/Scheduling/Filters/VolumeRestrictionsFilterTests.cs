using k8s.Models;
using Kube.Controllers.Scheduling.Filters;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Tests.Scheduling.Filters;

public sealed class VolumeRestrictionsFilterTests : FilterTests
{
    private protected override IFilter Filter { get; } = new VolumeRestrictionsFilter();

    [Theory]
    [InlineData("ReadWriteOncePod", "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode")]
    [InlineData("ReadWriteOnce", null)]
    public void Check_ClaimInUse_DecidesByAccessMode(string mode, string? message)
    {
        var cluster = Given.Cluster(Given.Node()).Running(Given.Pod("user", node: "node").WithClaim("x"));
        cluster.Claims.Set(new V1PersistentVolumeClaim
        {
            Metadata = new V1ObjectMeta { Name = "x", NamespaceProperty = "default" },
            Spec = new V1PersistentVolumeClaimSpec { AccessModes = [mode] },
        });

        Assert.Equal(message, Check(Given.Pod().WithClaim("x"), cluster)?.Message);
    }
}
