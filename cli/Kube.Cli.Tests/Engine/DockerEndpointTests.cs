using Kube.Cli.Engine;

namespace Kube.Cli.Tests.Engine;

public sealed class DockerEndpointTests
{
    [Theory]
    [InlineData(null, "/var/run/docker.sock")]
    [InlineData("", "/var/run/docker.sock")]
    [InlineData("unix:///run/user/1000/docker.sock", "/run/user/1000/docker.sock")]
    public void Parse_Socket_IsThatSocket(string? dockerHost, string socket) => Assert.Equal(socket, DockerEndpoint.Parse(dockerHost).Socket);

    [Fact]
    public void Parse_Tcp_IsHttp()
    {
        var endpoint = DockerEndpoint.Parse("tcp://engine:2375");

        Assert.Equal(new Uri("http://engine:2375/"), endpoint.BaseAddress);
        Assert.Null(endpoint.Socket);
    }

    [Theory]
    [InlineData("ssh://me@engine")]
    [InlineData("engine")]
    public void Parse_Unsupported_SaysWhatIs(string dockerHost) =>
        Assert.Contains("unix:///PATH or tcp://HOST:PORT", Assert.Throws<KubeException>(() => DockerEndpoint.Parse(dockerHost)).Message, StringComparison.Ordinal);
}
