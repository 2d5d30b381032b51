using System.Text.RegularExpressions;
using Kube.Conformance.Support;

namespace Kube.Conformance.Pods;

public sealed partial class PortForwardTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    private static readonly HttpClient Http = new();

    [Theory]
    [InlineData("deployment/fetched", "8080")]
    [InlineData("service/fetched", "80")]
    public async Task PortForward_WebServer_AnswersManyRequests(string target, string port)
    {
        await Kubectl.ApplyAsync($$$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: fetched}
            spec:
              selector: {matchLabels: {app: fetched}}
              template:
                metadata: {labels: {app: fetched}}
                spec: {containers: [{name: web, image: "{{{TestImages.Web1}}}"}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: fetched}
            spec: {selector: {app: fetched}, ports: [{port: 80, targetPort: 8080}]}
            """);
        await Kubectl.RunAsync("rollout", "status", "deployment/fetched", "--timeout=90s");
        await using var forward = Kubectl.Start("port-forward", target, $":{port}");
        var line = await forward.WrittenAsync("Forwarding from 127.0.0.1:");
        var address = new Uri($"http://127.0.0.1:{ForwardedPort().Match(line).Groups[1].Value}/");

        for (var i = 0; i < 5; i++)
            Assert.Equal("version 1\n", await Http.GetStringAsync(address));
        var together = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Http.GetStringAsync(address)));
        Assert.All(together, page => Assert.Equal("version 1\n", page));
    }

    [Fact]
    public async Task PortForward_ClosedPort_SaysSoAndGoesOn()
    {
        await RunShellPodAsync("closed", Forever);
        await using var forward = Kubectl.Start("port-forward", "pod/closed", ":9999");
        var line = await forward.WrittenAsync("Forwarding from 127.0.0.1:");

        await Assert.ThrowsAsync<HttpRequestException>(
            () => Http.GetStringAsync(new Uri($"http://127.0.0.1:{ForwardedPort().Match(line).Groups[1].Value}/")));

        await forward.WrittenAsync("an error occurred forwarding");
    }

    [GeneratedRegex(@"Forwarding from 127\.0\.0\.1:(\d+) ->")]
    private static partial Regex ForwardedPort();
}
