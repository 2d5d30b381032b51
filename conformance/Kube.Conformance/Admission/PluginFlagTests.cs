using Kube.Conformance.Support;

namespace Kube.Conformance.Admission;

/// <summary>Which plugins run is for <c>--enable-admission-plugins</c> and <c>--disable-admission-plugins</c> to say.</summary>
public sealed class PluginFlagTests
{
    [Fact]
    public async Task Plugins_OffByDefaultAndDisabled_DoNotRun()
    {
        await using var server = new PrivateApiServer();
        await server.StartAsync("--disable-admission-plugins=ServiceAccount,DefaultTolerationSeconds,TaintNodesByCondition");

        await server.Kubectl.RunWithInputAsync(
            """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i:1","resources":{"requests":{"example.com/gpu":"1"},"limits":{"example.com/gpu":"1"}}}]}}""", "create", "-f", "-");
        await server.Kubectl.ApplyAsync("""{"apiVersion":"v1","kind":"Node","metadata":{"name":"n"}}""");

        Assert.Equal("//IfNotPresent", await server.Kubectl.GetPathAsync("{.spec.serviceAccountName}/{.spec.tolerations}/{.spec.containers[0].imagePullPolicy}", "pod", "p"));
        Assert.Equal("", await server.Kubectl.GetPathAsync("{.spec.taints}", "node", "n"));
    }

    [Fact]
    public async Task Start_PluginsThatAreNotThere_AreNamed()
    {
        await using var server = new PrivateApiServer();

        Assert.Contains("enable-admission-plugins plugin \"Nonsense\" is unknown", await server.FailAsync("--enable-admission-plugins=Nonsense"), StringComparison.Ordinal);
        Assert.Contains("[Priority] in enable-admission-plugins and disable-admission-plugins overlapped", await server.FailAsync("--enable-admission-plugins=Priority", "--disable-admission-plugins=Priority"), StringComparison.Ordinal);
    }
}
