namespace Kube.Conformance.Support;

/// <summary>Tests that share a namespace; each uses names of its own in it.</summary>
public abstract class NamespacedTests(NamespaceFixture fixture) : IClassFixture<NamespaceFixture>
{
    /// <summary>A script that goes on until it is asked to end, and then ends at once.</summary>
    protected const string Forever = "trap 'exit 0' TERM; sleep 100000 & wait";

    protected Kubectl Kubectl => fixture.Kubectl;

    /// <summary>Runs a pod of one container that executes a shell script, and waits until it is ready.</summary>
    protected async Task RunShellPodAsync(string name, string script)
    {
        await CreateShellPodAsync(name, script);
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "--timeout=90s", $"pod/{name}");
    }

    protected Task CreateShellPodAsync(string name, string script, string restartPolicy = "Never") => Kubectl.RunAsync(
        "run", name, $"--image={TestImages.Shell}", $"--restart={restartPolicy}", "--command", "--", "/bin/sh", "-c", script);

    /// <summary>A Deployment of the web server, all of its replicas available.</summary>
    protected async Task DeployWebAsync(string name, int replicas = 1)
    {
        await Kubectl.RunAsync("create", "deployment", name, $"--image={TestImages.Web1}", $"--replicas={replicas}", "--port=8080");
        await Kubectl.RunAsync("rollout", "status", $"deployment/{name}", "--timeout=90s");
    }
}
