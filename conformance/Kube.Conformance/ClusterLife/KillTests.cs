using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using Kube.Conformance.Support;

namespace Kube.Conformance.ClusterLife;

/// <summary>What <c>kill -9</c> may and may not cost: time, but no acknowledged write.</summary>
[Collection(ClusterLifeCollection.Name)]
public sealed class KillTests
{
    private const int Rounds = 20;
    private const int Writers = 4;

    private static readonly string[] Programs = ["kube-apiserver", "kube-controllers", "kubelet"];

    [Fact]
    public async Task KillEachProgramInTurn_UnderLoad_LosesNoAcknowledgedWrite()
    {
        await using var cluster = new PrivateCluster(PrivateCluster.Simulated);
        await cluster.UpAsync();
        await cluster.Kubectl.RunAsync("create", "deployment", "steady", "--image=x", "--replicas=2");
        using var client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.Kubeconfig));
        var acknowledged = new ConcurrentDictionary<string, string>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(writer => WriteAsync(client, $"w{writer}", acknowledged, stop.Token)).ToArray();

        for (var round = 0; round < Rounds; round++)
        {
            var before = acknowledged.Count;
            await Eventually.IsAsync("writes go on", () => Task.FromResult(acknowledged.Count), count => count >= before + (5 * Writers));
            await cluster.KillAsync(Programs[round % Programs.Length]);
            await cluster.UpAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        var stored = (await client.CoreV1.ListNamespacedConfigMapAsync("default", labelSelector: "written=yes")).Items
            .ToDictionary(item => item.Name(), item => item.Data["value"]);
        var lost = acknowledged.Where(write => stored.GetValueOrDefault(write.Key) != write.Value).Select(write => write.Key).ToList();
        Assert.True(lost.Count == 0, $"{lost.Count} of {acknowledged.Count} acknowledged writes are lost: {string.Join(' ', lost.Take(20))}");
        await Eventually.IsAsync(
            "the Deployment is whole", () => cluster.Kubectl.GetPathAsync("{.status.readyReplicas}", "deployment", "steady"), ready => ready == "2");
        await cluster.Kubectl.RunAsync("scale", "deployment", "steady", "--replicas=4");
        await cluster.Kubectl.RunAsync("rollout", "status", "deployment/steady", "--timeout=60s");
    }

    [Theory]
    [InlineData("kube-apiserver")]
    [InlineData("kube-controllers")]
    [InlineData("kubelet")]
    public async Task Kill_Program_ContainersGoOnAndTheClusterConverges(string program)
    {
        await TestImages.EnsureAsync();
        await using var cluster = new PrivateCluster(PrivateCluster.Docker);
        await cluster.UpAsync();
        await cluster.Kubectl.RunAsync("create", "deployment", "whole", $"--image={TestImages.Web1}", "--replicas=2");
        await cluster.Kubectl.RunAsync("rollout", "status", "deployment/whole", "--timeout=90s");
        var before = await ContainersAsync(cluster);

        await cluster.KillAsync(program);
        Assert.Equal(before, await ContainersAsync(cluster));
        Assert.NotEqual(0, (await cluster.CommandAsync("status")).ExitCode);
        await cluster.UpAsync();

        Assert.Equal(before, await ContainersAsync(cluster));
        await cluster.Kubectl.RunAsync("scale", "deployment", "whole", "--replicas=1");
        await Eventually.IsAsync("the other pod is removed", () => ContainersAsync(cluster), containers => containers.Length == 1);
        await cluster.Kubectl.RunAsync("exec", "deployment/whole", "--", "true");
    }

    /// <summary>Creates and updates ConfigMaps one after another; what the server acknowledged is recorded, what failed is not.</summary>
    private static async Task WriteAsync(Kubernetes client, string writer, ConcurrentDictionary<string, string> acknowledged, CancellationToken stop)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var name = $"{writer}-{number}";
            try
            {
                var written = new V1ConfigMap
                {
                    Metadata = new V1ObjectMeta { Name = name, Labels = new Dictionary<string, string> { ["written"] = "yes" } },
                    Data = new Dictionary<string, string> { ["value"] = "created" },
                };
                written = await client.CoreV1.CreateNamespacedConfigMapAsync(written, "default", cancellationToken: CancellationToken.None);
                acknowledged[name] = "created";
                if (number % 2 == 0)
                    await UpdateAsync(client, written, acknowledged);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or k8s.Autorest.HttpOperationException or OperationCanceledException)
            {
                await Task.Delay(20, CancellationToken.None); // The server is away: a write without an answer counts for nothing.
            }
        }
    }

    private static async Task UpdateAsync(Kubernetes client, V1ConfigMap written, ConcurrentDictionary<string, string> acknowledged)
    {
        written.Data["value"] = "updated";
        acknowledged.Remove(written.Name(), out _); // Until there is an answer, either value is right.
        await client.CoreV1.ReplaceNamespacedConfigMapAsync(written, written.Name(), "default", cancellationToken: CancellationToken.None);
        acknowledged[written.Name()] = "updated";
    }

    private static async Task<string[]> ContainersAsync(PrivateCluster cluster) =>
        [.. (await Docker.RunAsync("ps", "--quiet", "--filter", $"label=kube.node={cluster.Name}", "--filter", "label=io.kubernetes.container.name=web"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
