using k8s.Models;
using Kube.Machinery.Clients;

namespace Kube.Machinery.Tests.Clients;

public sealed class ResourceTypeTests
{
    [Fact]
    public void Path_Resource_IsWhereTheApiServesIt()
    {
        Assert.Equal("api/v1/pods", ResourceType.Of<V1Pod>().Path());
        Assert.Equal("api/v1/namespaces/n/pods/p/status", ResourceType.Of<V1Pod>().Path("n", "p", "status"));
        Assert.Equal("apis/apps/v1/namespaces/n/deployments", ResourceType.Of<V1Deployment>().Path("n"));
        Assert.Equal("api/v1/nodes/a", ResourceType.Of<V1Node>().Path("", "a"));
    }

    [Fact]
    public void Micro_WholeSecond_KeepsAFraction()
    {
        var json = System.Text.Encoding.UTF8.GetString(ModelJson.Serialize(new V1LeaseSpec
        {
            RenewTime = ApiTime.Micro(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
        }));
        Assert.Equal("""{"renewTime":"2026-01-01T00:00:00.000001Z"}""", json);
    }
}
