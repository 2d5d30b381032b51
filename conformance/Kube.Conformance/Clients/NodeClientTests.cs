using Kube.Conformance.Support;
using Kube.Conformance.Support.Tools;

namespace Kube.Conformance.Clients;

/// <summary>Programs written with the JavaScript client library work as against any cluster.</summary>
public sealed class NodeClientTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Clients", "Node");

    [Fact]
    public async Task Program_ListsInformsPatchesAndExecs_AsUpstream()
    {
        await RunShellPodAsync("shell", "echo ready; " + Forever);
        var modules = await NodeModules.EnsureAsync(Path.Combine(Program, "package-lock.json"));

        var outcome = await ProcessRunner.RunAsync(
            "node",
            [Path.Combine(Program, "client.mjs"), Kubectl.Namespace, "shell"],
            environment: new Dictionary<string, string> { ["KUBECONFIG"] = Kubectl.Kubeconfig, ["MODULES"] = modules });

        Assert.Equal(
            [
                "list: early",
                "informer: add early one",
                "informer: add late one",
                "informer: update late two",
                "informer: update early three",
                "informer: delete late two",
                "read: 404 NotFound",
                "exec: from the container Failure NonZeroExitCode 3",
                "log: ready",
            ],
            outcome.Succeeded().Lines);
    }
}
