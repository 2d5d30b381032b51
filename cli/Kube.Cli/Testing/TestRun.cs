using Kube.Cli.Engine;
using Kube.Cli.Processes;

namespace Kube.Cli.Testing;

/// <summary>
/// Runs every test of the solution. What tests need and the machine lacks is installed first; what cannot be had stops the run,
/// so that no test is ever skipped for want of it.
/// </summary>
internal sealed class TestRun(TimeProvider time)
{
    private readonly string _root = Environment.GetEnvironmentVariable("KUBE_ROOT")
        ?? throw new KubeException("KUBE_ROOT is not set: start the tests with ./kube test.");

    /// <returns>The exit code: 0 if every test passed.</returns>
    public async Task<int> RunAsync(string? filter, CancellationToken cancellationToken)
    {
        var results = Path.Combine(_root, ".artifacts", "test-results");
        if (Directory.Exists(results))
            Directory.Delete(results, recursive: true);
        Directory.CreateDirectory(results);

        EnsureTools();
        using var docker = new DockerApi(DockerEndpoint.FromEnvironment());
        var engine = new DockerEngine(new PidFile(Path.Combine(results, "dockerd.pid")), Path.Combine(results, "dockerd.log"), time);
        await engine.EnsureAsync(docker, cancellationToken).ConfigureAwait(false);
        try
        {
            var build = await DotnetAsync(["build", "-c", "Release", "-v", "minimal"], cancellationToken).ConfigureAwait(false);
            if (build != 0)
                return build;

            // One project after another: tests that measure time should not wait for those of another project.
            string[] filtering = filter is null ? [] : ["--filter", filter];
            var tests = await DotnetAsync(
                ["test", "-c", "Release", "--no-build", "-m:1", "--logger", "trx", "--results-directory", results, .. filtering],
                cancellationToken).ConfigureAwait(false);
            var totals = TestTotals.Read(results);
            Console.WriteLine(totals);
            return tests == 0 && totals.Failed == 0 && totals.Passed > 0 ? 0 : 1;
        }
        finally
        {
            await engine.StopOwnAsync(docker, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static void EnsureTools()
    {
        if (!Tool.Exists("kubectl"))
            throw new KubeException("kubectl is not installed, and the tests run it: install it (https://kubernetes.io/docs/tasks/tools/).");
        for (var attempt = 1; Packages().ToList() is { Count: > 0 } missing; attempt++)
        {
            // Where the engine's package does not hold its command, the second attempt adds that.
            if (attempt > 2 || !DebianPackages.CanInstall)
                throw new KubeException($"The tests need {string.Join(" and ", missing)} (names of Debian packages): install them, then try again.");
            DebianPackages.Install(missing);
        }
    }

    /// <summary>The Debian packages of what is missing: images are made of a static busybox, since no registry can be assumed.</summary>
    /// <remarks>Clients of other ages and languages the tests fetch by themselves, into the user's cache.</remarks>
    private static IEnumerable<string> Packages()
    {
        if (!Tool.Exists("docker"))
            yield return Tool.Exists(DockerEngine.Name) ? "docker-cli" : "docker.io";
        if (!Tool.Exists("busybox") || Tool.Run("ldd", [Tool.Find("busybox")!]).ExitCode == 0)
            yield return "busybox-static";
        if (!Tool.Exists("etcd"))
            yield return "etcd-server";
        if (!Tool.Exists("etcdctl"))
            yield return "etcd-client";
        if (!Tool.Exists("node"))
            yield return "nodejs";
        foreach (var tool in (string[])["curl", "openssl", "faketime"])
        {
            if (!Tool.Exists(tool))
                yield return tool;
        }
    }

    private Task<int> DotnetAsync(string[] arguments, CancellationToken cancellationToken) =>
        Tool.RunShownAsync("dotnet", [arguments[0], Path.Combine(_root, "Kube.sln"), .. arguments[1..], "--nologo"], cancellationToken);
}
