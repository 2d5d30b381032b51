using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Kube.Conformance.Support;

namespace Kube.Conformance.Clients;

/// <summary>Programs written with the .NET client library work as against any cluster.</summary>
public sealed class DotnetClientTests(NamespaceFixture fixture) : NamespacedTests(fixture), IDisposable
{
    private readonly Lazy<Kubernetes> _client =
        new(() => new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(fixture.Kubectl.Kubeconfig)));

    private Kubernetes Client => _client.Value;

    private string Namespace => Kubectl.Namespace;

    [Fact]
    public async Task Object_CreatedReadReplacedAndDeleted_Behaves()
    {
        var created = await Client.CoreV1.CreateNamespacedConfigMapAsync(ConfigMap("typed", "one"), Namespace);
        Assert.False(string.IsNullOrEmpty(created.Uid()));
        Assert.NotNull(created.CreationTimestamp());

        created.Data["value"] = "two";
        var replaced = await Client.CoreV1.ReplaceNamespacedConfigMapAsync(created, "typed", Namespace);
        Assert.NotEqual(created.ResourceVersion(), replaced.ResourceVersion());

        var conflict = await Assert.ThrowsAsync<HttpOperationException>(() => Client.CoreV1.ReplaceNamespacedConfigMapAsync(created, "typed", Namespace));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Response.StatusCode);

        await Client.CoreV1.DeleteNamespacedConfigMapAsync("typed", Namespace);
        var gone = await Assert.ThrowsAsync<HttpOperationException>(() => Client.CoreV1.ReadNamespacedConfigMapAsync("typed", Namespace));
        Assert.Equal("NotFound", KubernetesJson.Deserialize<V1Status>(gone.Response.Content).Reason);
    }

    [Fact]
    public async Task List_Pages_AreOneConsistentWhole()
    {
        for (var i = 0; i < 7; i++)
            await Client.CoreV1.CreateNamespacedSecretAsync(new V1Secret { Metadata = new V1ObjectMeta { Name = $"page-{i}" } }, Namespace);

        var names = new List<string>();
        string? next = null;
        var version = new HashSet<string>();
        do
        {
            var page = await Client.CoreV1.ListNamespacedSecretAsync(Namespace, limit: 3, continueParameter: next);
            names.AddRange(page.Items.Select(item => item.Name()));
            version.Add(page.Metadata.ResourceVersion);
            if (next is null)
                await Client.CoreV1.DeleteNamespacedSecretAsync("page-6", Namespace); // Later pages still show the moment of the first.
            next = page.Metadata.ContinueProperty;
        }
        while (!string.IsNullOrEmpty(next));

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"page-{i}"), names);
        Assert.Single(version);
    }

    [Fact]
    public async Task Watch_FromAListsVersion_MissesNothing()
    {
        var list = await Client.CoreV1.ListNamespacedServiceAccountAsync(Namespace);
        await Client.CoreV1.CreateNamespacedServiceAccountAsync(new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = "watched" } }, Namespace);
        await Client.CoreV1.DeleteNamespacedServiceAccountAsync("watched", Namespace);

        using var limit = new CancellationTokenSource(Eventually.DefaultLimit);
        var seen = new List<WatchEventType>();
        await foreach (var (type, item) in Client.CoreV1.WatchListNamespacedServiceAccountAsync(
            Namespace, resourceVersion: list.ResourceVersion(), cancellationToken: limit.Token))
        {
            if (item.Name() == "watched")
                seen.Add(type);
            if (type == WatchEventType.Deleted)
                break;
        }

        Assert.Equal([WatchEventType.Added, WatchEventType.Deleted], seen);
    }

    [Fact]
    public async Task Patch_EveryKind_IsApplied()
    {
        await Client.CoreV1.CreateNamespacedConfigMapAsync(ConfigMap("patched", "one"), Namespace);

        await PatchAsync("""{"data":{"merge":"m"}}""", V1Patch.PatchType.MergePatch);
        await PatchAsync("""[{"op":"add","path":"/data/json","value":"j"}]""", V1Patch.PatchType.JsonPatch);
        await PatchAsync("""{"data":{"strategic":"s"}}""", V1Patch.PatchType.StrategicMergePatch);

        var data = (await Client.CoreV1.ReadNamespacedConfigMapAsync("patched", Namespace)).Data;
        Assert.Equal(["json", "merge", "strategic", "value"], data.Keys.Order());

        Task PatchAsync(string body, V1Patch.PatchType type) =>
            Client.CoreV1.PatchNamespacedConfigMapAsync(new V1Patch(body, type), "patched", Namespace);
    }

    [Fact]
    public async Task Status_Subresource_IsApartFromTheObject()
    {
        await Kubectl.RunAsync("create", "deployment", "apart", "--image=x", "--replicas=0");
        var deployment = await Client.AppsV1.ReadNamespacedDeploymentAsync("apart", Namespace);
        var generation = deployment.Metadata.Generation;

        await Client.AppsV1.PatchNamespacedDeploymentStatusAsync(
            new V1Patch("""{"spec":{"replicas":9},"status":{"collisionCount":3}}""", V1Patch.PatchType.MergePatch), "apart", Namespace);

        var after = await Client.AppsV1.ReadNamespacedDeploymentAsync("apart", Namespace);
        Assert.Equal(0, after.Spec.Replicas);
        Assert.Equal(3, after.Status.CollisionCount);
        Assert.Equal(generation, after.Metadata.Generation);
    }

    [Fact]
    public async Task Exec_OverWebSocket_GivesOutputAndExitCode()
    {
        await RunShellPodAsync("socket", Forever);
        var output = "";

        var code = await Client.NamespacedPodExecAsync(
            "socket", Namespace, "socket", ["sh", "-c", "echo over the wire; exit 4"], tty: false,
            async (_, stdout, _) => output = await new StreamReader(stdout).ReadToEndAsync(),
            CancellationToken.None);

        Assert.Equal(4, code);
        Assert.Equal("over the wire\n", output);
    }

    [Fact]
    public async Task Lease_TakenAndRenewed_GuardsALeader()
    {
        var lease = await Client.CoordinationV1.CreateNamespacedLeaseAsync(
            new V1Lease
            {
                Metadata = new V1ObjectMeta { Name = "leader" },
                Spec = new V1LeaseSpec { HolderIdentity = "me", LeaseDurationSeconds = 15, RenewTime = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc) },
            },
            Namespace);

        lease.Spec.HolderIdentity = "you";
        await Client.CoordinationV1.ReplaceNamespacedLeaseAsync(lease, "leader", Namespace);

        var read = await Client.CoordinationV1.ReadNamespacedLeaseAsync("leader", Namespace);
        Assert.Equal("you", read.Spec.HolderIdentity);
        Assert.Equal(678, read.Spec.RenewTime!.Value.Millisecond);
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
            Client.Dispose();
    }

    private static V1ConfigMap ConfigMap(string name, string value) => new()
    {
        Metadata = new V1ObjectMeta { Name = name },
        Data = new Dictionary<string, string> { ["value"] = value },
    };
}
