using System.Net;
using System.Net.Sockets;
using Kube.Conformance.Support;

namespace Kube.Conformance.ClusterLife;

[Collection(ClusterLifeCollection.Name)]
public sealed class UpAndDownTests
{
    [Fact]
    public async Task Up_NewCluster_IsReadyAndTellsWhatToDoNext()
    {
        await using var cluster = new PrivateCluster(PrivateCluster.Simulated);

        var up = await cluster.UpAsync();

        Assert.Contains($"ready at https://127.0.0.1:{cluster.Port}", up.Output, StringComparison.Ordinal);
        Assert.Contains("Next: kubectl get nodes", up.Output, StringComparison.Ordinal);
        Assert.Equal(cluster.Name, await cluster.Kubectl.RunAsync("config", "current-context"));
        Assert.Equal($"node/{cluster.Name}", await cluster.Kubectl.RunAsync("get", "nodes", "-o", "name"));
        await cluster.Kubectl.RunAsync("run", "hello", "--image=anything");
        await cluster.Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/hello", "--timeout=60s");
    }

    [Fact]
    public async Task Up_DataDirectory_IsForItsOwnerOnly()
    {
        await using var cluster = new PrivateCluster(PrivateCluster.Simulated);
        await cluster.UpAsync();

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        Assert.Equal(default, File.GetUnixFileMode(cluster.DataDirectory) & Others);
        Assert.All(
            Directory.EnumerateFiles(cluster.DataDirectory, "*.key", SearchOption.AllDirectories),
            key => Assert.Equal(default, File.GetUnixFileMode(key) & Others));
    }

    [Fact]
    public async Task Up_Twice_SaysItRunsAlreadyAndLeavesItAlone()
    {
        await using var cluster = new PrivateCluster(PrivateCluster.Simulated);
        await cluster.UpAsync();
        var process = await cluster.ProcessOfAsync("kube-apiserver");

        var again = await cluster.UpAsync();

        Assert.Contains("already running", again.Output, StringComparison.Ordinal);
        Assert.Equal(process, await cluster.ProcessOfAsync("kube-apiserver"));
    }

    [Fact]
    public async Task DownAndUp_Objects_AreThereAgainAndPodsRun()
    {
        await TestImages.EnsureAsync();
        await using var cluster = new PrivateCluster(PrivateCluster.Docker);
        await cluster.UpAsync();
        await cluster.Kubectl.RunAsync("create", "deployment", "lasting", $"--image={TestImages.Web1}", "--replicas=2");
        await cluster.Kubectl.RunAsync("rollout", "status", "deployment/lasting", "--timeout=90s");
        var identity = await cluster.Kubectl.GetPathAsync("{.metadata.uid}", "deployment", "lasting");

        await cluster.DownAsync();
        await NothingRunsAsync(cluster);
        await cluster.UpAsync();

        Assert.Equal(identity, await cluster.Kubectl.GetPathAsync("{.metadata.uid}", "deployment", "lasting"));
        await Eventually.IsAsync(
            "both pods run again", () => RunningWebContainersAsync(cluster), containers => containers.Length == 2);
        await Eventually.IsAsync(
            "both are ready", () => cluster.Kubectl.GetPathAsync("{.status.readyReplicas}", "deployment", "lasting"), ready => ready == "2");
    }

    [Fact]
    public async Task DownDeleteData_Everything_IsGone()
    {
        var cluster = new PrivateCluster(PrivateCluster.Simulated);
        await using var _ = cluster;
        await File.WriteAllTextAsync(cluster.Kubeconfig, "apiVersion: v1\nkind: Config\nusers:\n- name: other\n  user:\n    token: keep\n");
        await cluster.UpAsync();

        await cluster.DownAsync("--delete-data");

        Assert.False(Directory.Exists(cluster.DataDirectory));
        var kubeconfig = await File.ReadAllTextAsync(cluster.Kubeconfig);
        Assert.DoesNotContain(cluster.Name, kubeconfig, StringComparison.Ordinal);
        Assert.Contains("token: keep", kubeconfig, StringComparison.Ordinal);
        await NothingRunsAsync(cluster);
        Assert.Contains("There is no cluster", (await cluster.CommandAsync("status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_BusyPort_IsOneClearSentenceAndNoDebris()
    {
        await using var cluster = new PrivateCluster(PrivateCluster.Simulated);
        using var other = new TcpListener(IPAddress.Loopback, cluster.Port);
        other.Start();

        var up = await cluster.TryUpAsync();

        Assert.NotEqual(0, up.ExitCode);
        Assert.StartsWith($"kube: Port {cluster.Port} of the API server is in use by ", up.Errors, StringComparison.Ordinal);
        Assert.Single(up.Errors.Trim().Split('\n'));
        Assert.False(Directory.Exists(cluster.DataDirectory));
        Assert.False(File.Exists(cluster.Kubeconfig));
    }

    [Fact]
    public async Task Up_NoDockerEngine_SaysWhatToDo()
    {
        await using var cluster = new PrivateCluster(PrivateCluster.Docker);

        var up = await ProcessRunner.RunAsync(
            KubeCommand.Path,
            ["up", "--data-dir", cluster.DataDirectory],
            environment: new Dictionary<string, string> { ["KUBECONFIG"] = cluster.Kubeconfig, ["DOCKER_HOST"] = "unix:///no/such/docker.sock" });

        Assert.NotEqual(0, up.ExitCode);
        Assert.Contains("No Docker engine answers at DOCKER_HOST=unix:///no/such/docker.sock", up.Errors, StringComparison.Ordinal);
        Assert.Contains("--runtime simulated", up.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cluster.DataDirectory));
    }

    [Theory]
    [InlineData("kube.json", "kube.json is damaged")]
    [InlineData("pki/ca.key", "ca.key are damaged")]
    [InlineData("store", "kube-apiserver ended:")]
    public async Task Up_DamagedDataDirectory_SaysWhatIsDamaged(string damaged, string words)
    {
        await using var cluster = new PrivateCluster(PrivateCluster.Simulated);
        await cluster.UpAsync();
        await cluster.DownAsync();
        var path = Path.Combine(cluster.DataDirectory, damaged);
        var files = Directory.Exists(path) ? Directory.GetFiles(path) : [path];
        var originals = files.ToDictionary(file => file, File.ReadAllBytes);
        foreach (var file in files)
            await File.WriteAllTextAsync(file, "{ this was overwritten by something else, and is neither settings nor key nor database");

        var up = await cluster.TryUpAsync();
        foreach (var (file, original) in originals)
            await File.WriteAllBytesAsync(file, original);

        Assert.NotEqual(0, up.ExitCode);
        Assert.Contains(words, up.Errors, StringComparison.Ordinal);
        Assert.Single(up.Errors.Trim().Split('\n'));
        await NothingRunsAsync(cluster);
    }

    [Fact]
    public async Task TwoClusters_SideBySide_AreApart()
    {
        await using var one = new PrivateCluster(PrivateCluster.Simulated);
        await using var two = new PrivateCluster(PrivateCluster.Simulated);
        await one.UpAsync();
        await two.UpAsync();

        await one.Kubectl.RunAsync("create", "configmap", "only-here");

        (await two.Kubectl.TryAsync("get", "configmap", "only-here")).Failed("NotFound");
        await one.DownAsync();
        await two.Kubectl.RunAsync("get", "nodes");
    }

    [Fact]
    public async Task LogsAndStatus_RunningCluster_ShowIt()
    {
        await using var cluster = new PrivateCluster(PrivateCluster.Simulated);
        await cluster.UpAsync();

        var status = (await cluster.CommandAsync("status")).Succeeded().Output;

        Assert.Matches(@"kube-apiserver\s+running\s+\d+\s+\d+s\s+\d+ MiB", status);
        Assert.Contains($"Node {cluster.Name} is Ready", status, StringComparison.Ordinal);
        Assert.NotEqual("", (await cluster.CommandAsync("logs", "kubelet")).Succeeded().Text);
    }

    private static async Task NothingRunsAsync(PrivateCluster cluster)
    {
        Assert.DoesNotContain(
            Directory.EnumerateDirectories("/proc").Select(process => Path.Combine(process, "cmdline")).Where(File.Exists).Select(ReadOrEmpty),
            command => command.Contains(cluster.DataDirectory, StringComparison.Ordinal));
        Assert.Empty(await Docker.ContainersWithAsync($"kube.node={cluster.Name}"));
        Assert.Empty(await Docker.NetworksWithAsync($"kube.node={cluster.Name}"));
    }

    private static async Task<string[]> RunningWebContainersAsync(PrivateCluster cluster) =>
        (await Docker.RunAsync(
            "ps", "--quiet", "--filter", $"label=kube.node={cluster.Name}", "--filter", "label=io.kubernetes.container.name=web"))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string ReadOrEmpty(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return ""; // The process has ended meanwhile.
        }
    }
}
