using System.Net;
using System.Net.Sockets;
using System.Text;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Streaming;
using Kube.ApiServer.Tests.Hosting;

namespace Kube.ApiServer.Tests.Streaming;

public sealed class ProxyTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Theory]
    [InlineData("a", "", "a", "")]
    [InlineData("a:80", "", "a", "80")]
    [InlineData("https:a:web", "https", "a", "web")]
    [InlineData("http:a:", "http", "a", "")]
    public void Parse_ProxyName_FindsItsParts(string text, string scheme, string name, string port) => Assert.Equal(new ProxyName(scheme, name, port), ProxyName.Parse(text));

    [Theory]
    [InlineData("ftp:a:1")]
    [InlineData("a:b:c:d")]
    [InlineData(":1")]
    public void Parse_OtherText_IsBadRequest(string text) => Assert.Equal(400, Assert.Throws<StatusException>(() => ProxyName.Parse(text)).Status.Code);

    [Fact]
    public async Task Proxy_ToPod_PassesRequestAndAnswerOn()
    {
        var space = await server.NamespaceAsync();
        using var backend = new TcpListener(IPAddress.Loopback, 0);
        backend.Start();
        var port = ((IPEndPoint)backend.LocalEndpoint).Port;
        await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/services", """{"metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}""", 201);
        await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/pods", """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"x"}]}}""", 201);
        await server.SendAsync(HttpMethod.Patch, $"/api/v1/namespaces/{space}/pods/p/status", """{"status":{"podIP":"127.0.0.1","podIPs":[{"ip":"127.0.0.1"}]}}""", 200, "application/merge-patch+json");

        var answering = AnswerAsync(backend, "HTTP/1.1 202 Accepted\r\nX-From: pod\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npong\r\n0\r\n\r\n");
        using var response = await server.RawAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/pods/p:{port}/proxy/a%2Fb?x=1", "ping");

        Assert.Equal((202, "pong", "pod"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), Assert.Single(response.Headers.GetValues("X-From"))));
        var asked = await answering;
        Assert.StartsWith("POST /a%2Fb?x=1 HTTP/1.1\r\n", asked, StringComparison.Ordinal);
        Assert.EndsWith("ping", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("admin-token", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_ToServiceWithoutEndpoints_IsUnavailable()
    {
        var space = await server.NamespaceAsync();
        await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/services", """{"metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}""", 201);

        var status = await server.SendAsync(HttpMethod.Get, $"/api/v1/namespaces/{space}/services/s/proxy/", null, 503);

        Assert.Equal("no endpoints available for service \"s\"", status.String("message"));
    }

    private static async Task<string> AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var asked = new StringBuilder();
        var buffer = new byte[4096];
        while (!asked.ToString().EndsWith("ping", StringComparison.Ordinal)) asked.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        return asked.ToString();
    }
}
