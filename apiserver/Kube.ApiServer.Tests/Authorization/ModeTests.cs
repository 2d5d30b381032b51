using System.Net;
using Kube.ApiServer.Authorization.Modes;
using Kube.ApiServer.Tests.Hosting;

namespace Kube.ApiServer.Tests.Authorization;

public sealed class ModeTests
{
    [Theory]
    [InlineData("", "at least one authorization-mode must be passed")]
    [InlineData("RBAC,Magic", "authorization-mode \"Magic\" is not a valid mode")]
    [InlineData("RBAC,RBAC", "authorization-mode [RBAC RBAC] has mode specified more than once")]
    public void AllowsAnonymous_WrongModes_AreRefused(string flag, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => AuthorizationModes.AllowsAnonymous(flag)).Message);

    [Theory]
    [InlineData("AlwaysAllow", HttpStatusCode.OK, HttpStatusCode.Unauthorized)]
    [InlineData("AlwaysDeny", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("AlwaysDeny,RBAC", HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    public async Task Get_Version_AsTheModeSays(string mode, HttpStatusCode pods, HttpStatusCode anonymousVersion)
    {
        await using var server = await ApiServerFixture.StartAsync(mode);

        using var listed = await server.RawAsync(HttpMethod.Get, "/api/v1/pods", bearer: ApiServerFixture.UserToken);
        using var version = await server.Anonymous.GetAsync(new Uri("/version", UriKind.Relative));

        Assert.Equal((pods, anonymousVersion), (listed.StatusCode, version.StatusCode));
    }
}
