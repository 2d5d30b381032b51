using k8s;
using k8s.Autorest;
using k8s.Models;
using Kube.Conformance.Support;
using Kube.Tests.Etcd;

namespace Kube.Conformance.Etcd;

/// <summary>Two API servers on one etcd are one cluster: what one acknowledged the other shows at once.</summary>
public sealed class TwoServersTests : IAsyncLifetime
{
    private const int FirstPort = 30000;
    private const int Ports = 12;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-etcd-");
    private readonly PrivateApiServer _one = new();
    private readonly PrivateApiServer _other = new();
    private readonly EtcdMember _etcd;

    public TwoServersTests() => _etcd = new EtcdMember(_folder.FullName, "etcd");

    public async Task InitializeAsync()
    {
        _etcd.Start();
        // Both at once, each making what a new cluster holds.
        string[] flags = ["--etcd-servers", _etcd.Url, "--service-node-port-range", $"{FirstPort}-{FirstPort + Ports - 1}"];
        await Task.WhenAll(_one.StartAsync(flags), _other.StartAsync(flags));
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        _etcd.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Read_AfterTheOtherServersWrite_SeesIt()
    {
        using var one = Client(_one);
        using var other = Client(_other);
        for (var i = 0; i < 30; i++)
        {
            var (writer, reader) = i % 2 == 0 ? (one, other) : (other, one);
            var made = await writer.CoreV1.CreateNamespacedConfigMapAsync(Map($"map-{i}", "1"), "default");
            var read = await reader.CoreV1.ReadNamespacedConfigMapAsync($"map-{i}", "default");
            Assert.Equal(made.ResourceVersion(), read.ResourceVersion());
            read.Data["value"] = "2";
            await reader.CoreV1.ReplaceNamespacedConfigMapAsync(read, read.Name(), "default");
            var list = await writer.CoreV1.ListNamespacedConfigMapAsync("default");
            Assert.Equal("2", list.Items.Single(item => item.Name() == read.Name()).Data["value"]);
            var conflict = await Assert.ThrowsAsync<HttpOperationException>(() => writer.CoreV1.ReplaceNamespacedConfigMapAsync(made, made.Name(), "default"));
            Assert.Equal(409, (int)conflict.Response.StatusCode);
            await writer.CoreV1.DeleteNamespacedConfigMapAsync(read.Name(), "default");
            var gone = await Assert.ThrowsAsync<HttpOperationException>(() => reader.CoreV1.ReadNamespacedConfigMapAsync(read.Name(), "default"));
            Assert.Equal(404, (int)gone.Response.StatusCode);
        }
    }

    [Fact]
    public async Task Kubectl_WatchesOnOneServer_WhatIsDoneOnTheOther()
    {
        await using var watch = _other.Kubectl.Start("get", "configmaps", "--watch", "--output-watch-events", "--no-headers");
        await _one.Kubectl.RunAsync("create", "configmap", "first", "--from-literal=a=b");
        await Eventually.HoldsAsync("the watch has begun", () =>
        {
            Assert.Contains("first", watch.Output, StringComparison.Ordinal);
            return Task.CompletedTask;
        });
        await _one.Kubectl.RunAsync("create", "configmap", "seen", "--from-literal=a=b");
        await _one.Kubectl.RunAsync("delete", "configmap", "seen");
        await Eventually.HoldsAsync("the watch shows both changes", () =>
        {
            Assert.Matches("ADDED +seen", watch.Output);
            Assert.Matches("DELETED +seen", watch.Output);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Etcd_KilledAndStartedAgain_ServersGoOn()
    {
        await _one.Kubectl.RunAsync("create", "configmap", "kept", "--from-literal=a=b");
        _etcd.Kill();
        _etcd.Start();
        await Eventually.HoldsAsync("writes are possible again", () => _other.Kubectl.RunAsync("label", "configmap", "kept", "after=restart", "--overwrite"));
        Assert.Equal("restart", await _one.Kubectl.GetPathAsync("{.metadata.labels.after}", "configmap", "kept"));
    }

    [Fact]
    public async Task Services_BothServersAtOnce_GetAddressesAndPortsOnce()
    {
        using var one = Client(_one);
        using var other = Client(_other);
        var made = await Task.WhenAll(Enumerable.Range(0, 2 * Ports).Select(i => TryAsync(() =>
            (i % 2 == 0 ? one : other).CoreV1.CreateNamespacedServiceAsync(NodePort($"service-{i}"), "default"))));
        // A race may have taken more from somebody than there was to win: what is free is given out afterwards.
        var left = Ports - made.Count(service => service is not null);
        for (var i = 0; i < left; i++) await other.CoreV1.CreateNamespacedServiceAsync(NodePort($"late-{i}"), "default");

        var full = await Assert.ThrowsAsync<HttpOperationException>(() => one.CoreV1.CreateNamespacedServiceAsync(NodePort("too-many"), "default"));
        Assert.Contains("range is full", full.Response.Content, StringComparison.Ordinal);
        var services = (await one.CoreV1.ListNamespacedServiceAsync("default")).Items.Where(service => service.Spec.Type == "NodePort").ToList();
        Assert.Equal(Enumerable.Range(FirstPort, Ports), services.Select(service => service.Spec.Ports[0].NodePort!.Value).Order());
        Assert.Equal(Ports, services.Select(service => service.Spec.ClusterIP).Distinct().Count());
    }

    [Fact]
    public async Task Quota_BothServersAtOnce_IsNotOverspent()
    {
        using var one = Client(_one);
        using var other = Client(_other);
        var hard = new Dictionary<string, ResourceQuantity> { ["secrets"] = new("5") };
        var quota = await one.CoreV1.CreateNamespacedResourceQuotaAsync(
            new V1ResourceQuota { Metadata = new V1ObjectMeta { Name = "secrets" }, Spec = new V1ResourceQuotaSpec { Hard = hard } }, "default");
        // What the quota's controller would do.
        quota.Status = new V1ResourceQuotaStatus { Hard = hard, Used = new Dictionary<string, ResourceQuantity> { ["secrets"] = new("0") } };
        await one.CoreV1.ReplaceNamespacedResourceQuotaStatusAsync(quota, "secrets", "default");

        var made = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => TryAsync(() => (i % 2 == 0 ? one : other).CoreV1.CreateNamespacedSecretAsync(
            new V1Secret { Metadata = new V1ObjectMeta { Name = $"secret-{i}" } }, "default"))));

        Assert.Equal(5, made.Count(secret => secret is not null));
        Assert.Equal(5, (await other.CoreV1.ListNamespacedSecretAsync("default")).Items.Count);
        Assert.Equal("5", (await other.CoreV1.ReadNamespacedResourceQuotaAsync("secrets", "default")).Status.Used["secrets"].ToString());
    }

    /// <summary>Null when it was refused.</summary>
    private static async Task<T?> TryAsync<T>(Func<Task<T>> create)
        where T : class
    {
        try
        {
            return await create();
        }
        catch (HttpOperationException)
        {
            return null;
        }
    }

    private static V1Service NodePort(string name) => new()
    {
        Metadata = new V1ObjectMeta { Name = name },
        Spec = new V1ServiceSpec { Type = "NodePort", Ports = [new V1ServicePort { Port = 80 }] },
    };

    private static Kubernetes Client(PrivateApiServer server) =>
        new(new KubernetesClientConfiguration { Host = server.Url, AccessToken = PrivateApiServer.AdminToken, SkipTlsVerify = true });

    private static V1ConfigMap Map(string name, string value) => new() { Metadata = new V1ObjectMeta { Name = name }, Data = new Dictionary<string, string> { ["value"] = value } };
}
