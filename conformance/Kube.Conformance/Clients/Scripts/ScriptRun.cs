using System.Diagnostics;
using System.Text;
using Kube.Conformance.Support;
using Kube.Conformance.Support.Tools;
using Xunit.Sdk;

namespace Kube.Conformance.Clients.Scripts;

/// <summary>Runs a script with one release of kubectl and helm, in a namespace and a home of its own.</summary>
internal static class ScriptRun
{
    private static readonly string Scripts = Path.Combine(AppContext.BaseDirectory, "Clients", "Scripts");

    public static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Scripts, folder), "*.script").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    /// <exception cref="XunitException">Something was answered that should not be; the message holds all of it.</exception>
    public static async Task RunAsync(string folder, string name, ClientRelease release, Kubectl cluster)
    {
        var @namespace = $"v{release.Kubectl.Minor}-{name}-{Guid.NewGuid().ToString("n")[..6]}";
        var home = Directory.CreateTempSubdirectory("kube-script-");
        try
        {
            var environment = await PrepareAsync(release, cluster, @namespace, home.FullName);
            var wrong = new StringBuilder();
            foreach (var step in Script.Parse(File.ReadLines(Path.Combine(Scripts, folder, name + ".script"))))
                wrong.Append(await RunAsync(step, step.AnswerFor(release.Kubectl), environment, @namespace));
            if (wrong.Length > 0)
                throw new XunitException($"{name}.script with kubectl {release.Kubectl}:\n{wrong}");
        }
        finally
        {
            await cluster.TryAsync("delete", "namespace", @namespace, "--wait=false");
            home.Delete(recursive: true);
        }
    }

    private static async Task<Dictionary<string, string>> PrepareAsync(ClientRelease release, Kubectl cluster, string @namespace, string home)
    {
        var kubeconfig = Path.Combine(home, "config");
        File.Copy(cluster.Kubeconfig, kubeconfig);
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{await release.FolderAsync()}:{Environment.GetEnvironmentVariable("PATH")}",
            ["KUBECONFIG"] = kubeconfig,
            ["HOME"] = home,
            ["TMPDIR"] = home,
            ["NS"] = @namespace,
            ["FILES"] = Path.Combine(Scripts, "Files"),
        };
        var prepared = await ShellAsync(
            "kubectl create namespace $NS && kubectl config set-context --current --namespace=$NS"
            + " && until kubectl get serviceaccount default; do sleep 0.1; done",
            environment);
        Assert.True(prepared.ExitCode == 0, prepared.ToString());
        return environment;
    }

    /// <returns>Nothing, or what is wrong.</returns>
    private static async Task<string> RunAsync(Step step, Answer expected, Dictionary<string, string> environment, string @namespace)
    {
        var answered = "";
        var clock = Stopwatch.StartNew();
        do
        {
            var outcome = await ShellAsync(step.Command, environment);
            answered = $"{outcome.Output}{(outcome.ExitCode == 0 ? "" : $"[exit {outcome.ExitCode}]")}".TrimStart('\n').TrimEnd();
        }
        while (step.Eventually && !expected.Matches(answered, @namespace) && clock.Elapsed < Eventually.DefaultLimit);

        return expected.Matches(answered, @namespace)
            ? ""
            : $"line {step.Line}: {step.Command}\n--- expected\n{string.Join('\n', expected.Lines)}\n--- answered\n{answered}\n\n";
    }

    private static Task<Outcome> ShellAsync(string command, Dictionary<string, string> environment) =>
        ProcessRunner.RunAsync("/bin/sh", ["-c", $"exec 2>&1\n{command}"], environment: environment);
}
