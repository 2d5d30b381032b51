using System.Text;
using Kube.Conformance.Support;

namespace Kube.Conformance.Auth;

/// <summary>No program of a cluster writes a secret or a token into its log, neither in the course of things nor when something fails.</summary>
public sealed class LogSecrecyTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Logs_OfAllPrograms_HoldNoSecretAndNoToken()
    {
        var word = $"confidential-{Guid.NewGuid():n}";
        await Kubectl.RunAsync("create", "secret", "generic", "hidden", $"--from-literal=word={word}");
        await Kubectl.ApplyAsync($$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"knowing"},"spec":{"terminationGracePeriodSeconds":0,
             "containers":[{"name":"c","image":"{{TestImages.Shell}}","command":["/bin/sh","-c","{{Forever}}"],"envFrom":[{"secretRef":{"name":"hidden"} }],"volumeMounts":[{"name":"s","mountPath":"/s"}]}],
             "volumes":[{"name":"s","secret":{"secretName":"hidden"} }]} }
            """);
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "--timeout=90s", "pod/knowing");
        var mounted = await Kubectl.RunAsync("exec", "knowing", "--", "cat", "/var/run/secrets/kubernetes.io/serviceaccount/token");
        var asked = await Kubectl.RunAsync("create", "token", "default");
        var bootstrap = $"{Guid.NewGuid():n}"[..16];
        await Kubectl.In("kube-system").RunAsync("create", "secret", "generic", "bootstrap-token-abc123", "--type=bootstrap.kubernetes.io/token",
            "--from-literal=token-id=abc123", $"--from-literal=token-secret={bootstrap}", "--from-literal=usage-bootstrap-authentication=true");
        foreach (var token in (string[])[asked, asked[..^3], $"abc123.{bootstrap}"]) await Kubectl.TryAsync("get", "nodes", "--token", token, "--kubeconfig", await WithoutCredentialsAsync());
        // An object that cannot be: what is wrong with it is told, not what is in it.
        await Kubectl.TryWithInputAsync($$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"wrong/name"},"stringData":{"word":"{{{word}}}"} }""", "create", "-f", "-");
        await Kubectl.RunAsync("delete", "pod/knowing", "secret/hidden");
        await Kubectl.In("kube-system").RunAsync("delete", "secret", "bootstrap-token-abc123");

        string[] hidden = [word, Convert.ToBase64String(Encoding.UTF8.GetBytes(word)), bootstrap, mounted.Split('.')[2], asked.Split('.')[2][..20]];
        foreach (var log in await SharedCluster.LogsAsync()) Assert.DoesNotContain(hidden, secret => log.Contains(secret, StringComparison.Ordinal));
    }

    private async Task<string> WithoutCredentialsAsync()
    {
        var file = $"{Kubectl.Kubeconfig}.anonymous";
        var server = await Kubectl.RunAsync("config", "view", "--minify", "-o", "jsonpath={.clusters[0].cluster.server}");
        await File.WriteAllTextAsync(file, $$"""
            {"apiVersion":"v1","kind":"Config","current-context":"it","clusters":[{"name":"it","cluster":{"server":"{{server}}","insecure-skip-tls-verify":true} }],"users":[],"contexts":[{"name":"it","context":{"cluster":"it","user":""} }]}
            """);
        return file;
    }
}
