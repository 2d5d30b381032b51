namespace Kube.Conformance.Support;

/// <summary>A namespace of the shared cluster for one class of tests, ready for pods; deleted after its last test.</summary>
public sealed class NamespaceFixture : IAsyncLifetime
{
    public Kubectl Kubectl { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var name = "t-" + Guid.NewGuid().ToString("n")[..8];
        Kubectl = (await SharedCluster.KubectlAsync()).In(name);
        await Kubectl.ApplyAsync($"apiVersion: v1\nkind: Namespace\nmetadata: {{name: {name}}}");
        await Kubectl.RunAsync("wait", "--for=create", "serviceaccount/default", "--timeout=60s");
    }

    // Nothing waits for it: what goes wrong with deletion is tested where deletion is meant.
    public Task DisposeAsync() => Kubectl.TryAsync("delete", "namespace", Kubectl.Namespace, "--wait=false");
}
