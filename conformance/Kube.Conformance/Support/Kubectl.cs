using System.Text.Json.Nodes;

namespace Kube.Conformance.Support;

/// <summary>The real kubectl, bound to a cluster and a namespace.</summary>
public sealed class Kubectl(string kubeconfig, string @namespace = "default")
{
    // A cache of discovery of its own: what a test sees is what this cluster says.
    private readonly Dictionary<string, string> _environment = new()
    {
        ["KUBECACHEDIR"] = kubeconfig + ".cache",
    };

    public string Kubeconfig => kubeconfig;

    public string Namespace => @namespace;

    public Kubectl In(string other) => new(kubeconfig, other);

    /// <summary>Runs it to its end, however that is.</summary>
    public Task<Outcome> TryAsync(params string[] arguments) =>
        ProcessRunner.RunAsync("kubectl", [.. Flags(), .. arguments], environment: _environment);

    public Task<Outcome> TryWithInputAsync(string input, params string[] arguments) =>
        ProcessRunner.RunAsync("kubectl", [.. Flags(), .. arguments], input, _environment);

    public Task<Outcome> TryWithEnvironmentAsync(string name, string value, params string[] arguments) =>
        ProcessRunner.RunAsync("kubectl", [.. Flags(), .. arguments], environment: new Dictionary<string, string>(_environment) { [name] = value });

    /// <summary>Runs it, asserts that it succeeds and returns what it wrote, trimmed.</summary>
    public async Task<string> RunAsync(params string[] arguments) => (await TryAsync(arguments)).Succeeded().Text;

    /// <summary>Runs it with a manifest on its standard input, asserts success and returns what it wrote, trimmed.</summary>
    public async Task<string> RunWithInputAsync(string input, params string[] arguments) =>
        (await TryWithInputAsync(input, arguments)).Succeeded().Text;

    public Task<string> ApplyAsync(string manifest, params string[] flags) => RunWithInputAsync(manifest, ["apply", "-f", "-", .. flags]);

    public async Task<JsonNode> GetJsonAsync(params string[] what) => JsonNode.Parse(await RunAsync(["get", .. what, "-o", "json"]))!;

    public Task<string> GetPathAsync(string path, params string[] what) => RunAsync(["get", .. what, "-o", $"jsonpath={path}"]);

    /// <summary>Starts one that goes on, such as a watch.</summary>
    public RunningCommand Start(params string[] arguments) => new(ProcessRunner.Start("kubectl", [.. Flags(), .. arguments], _environment));

    private string[] Flags() => ["--kubeconfig", kubeconfig, "--namespace", @namespace];
}
