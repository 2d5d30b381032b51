using Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;

namespace Kube.ApiServer.Tests.Kinds.Core.PodSpecs;

public class ImagePullPolicyTests
{
    [Theory]
    [InlineData("busybox", "Always")]
    [InlineData("busybox:latest", "Always")]
    [InlineData("registry:5000/busybox", "Always")]
    [InlineData("registry:5000/busybox:1", "IfNotPresent")]
    [InlineData("busybox:1.36", "IfNotPresent")]
    [InlineData("busybox@sha256:00", "IfNotPresent")]
    [InlineData("busybox:latest@sha256:00", "Always")]
    public void For_Image_DependsOnItsTag(string image, string policy) => Assert.Equal(policy, ImagePullPolicy.For(image));
}
