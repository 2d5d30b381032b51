using System.Globalization;

namespace Kube.Conformance.Support;

/// <summary>
/// An API server alone, for tests of its flags: its own port and data, no controllers and no nodes. It can be stopped and started again
/// on the same data with other flags.
/// </summary>
public sealed class PrivateApiServer : IAsyncDisposable
{
    /// <summary>Of the user admin in system:masters.</summary>
    public const string AdminToken = "admin-token";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-apiserver-");
    private RunningCommand? _program;

    public int Port { get; } = PrivateCluster.FreePort();

    public string Url => $"https://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}";

    public string DataDirectory => PathOf("data");

    public Kubectl Kubectl => KubectlAs(AdminToken);

    /// <summary>What its environment has besides this process's.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What it has written.</summary>
    public string Log => _program!.Output;

    /// <summary>A file of this server's own folder, which goes with it.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file, for example one a flag names; its path.</summary>
    public async Task<string> WriteAsync(string name, string text)
    {
        await File.WriteAllTextAsync(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync(params string[] flags)
    {
        await LaunchAsync(flags);
        await Eventually.HoldsAsync("the API server is ready", async () =>
        {
            var ready = await Kubectl.TryAsync("get", "--raw", "/readyz");
            Assert.True(ready is { ExitCode: 0, Text: "ok" }, $"{ready}\n{Log}");
        });
    }

    /// <summary>Starts it with flags it refuses: waits until it ends, and returns what it said.</summary>
    public async Task<string> FailAsync(params string[] flags)
    {
        await LaunchAsync(flags);
        Assert.NotEqual(0, await _program!.EndedAsync());
        return Log;
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    public Task<int> TerminateAsync() => _program!.TerminateAsync();

    /// <summary>Ends it as <c>kill -9</c> does; its data stays.</summary>
    public async Task StopAsync()
    {
        if (_program is not null) await _program.DisposeAsync();
        _program = null;
    }

    /// <summary>kubectl with the bearer token of a line of <c>--token-auth-file</c>, or any other.</summary>
    public Kubectl KubectlAs(string token)
    {
        var kubeconfig = PathOf($"config-{token.GetHashCode(StringComparison.Ordinal):x}");
        File.WriteAllText(kubeconfig, $$"""
            {"apiVersion":"v1","kind":"Config","current-context":"it",
             "clusters":[{"name":"it","cluster":{"server":"{{Url}}","insecure-skip-tls-verify":true} }],
             "users":[{"name":"it","user":{"token":"{{token}}"} }],
             "contexts":[{"name":"it","context":{"cluster":"it","user":"it"} }]}
            """);
        return new Kubectl(kubeconfig);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public async Task LaunchAsync(params string[] flags)
    {
        await StopAsync();
        var tokens = await WriteAsync("tokens.csv", $"{AdminToken},admin,1,\"system:masters\"\n");
        string[] own = flags.Any(flag => flag.StartsWith("--token-auth-file", StringComparison.Ordinal)) ? [] : ["--token-auth-file", tokens];
        _program = new RunningCommand(ProcessRunner.Start(
            await KubeCommand.ProgramAsync("kube-apiserver"),
            ["--bind-address", "127.0.0.1", "--secure-port", Port.ToString(CultureInfo.InvariantCulture), "--data-dir", DataDirectory, .. own, .. flags],
            Environment));
    }
}
