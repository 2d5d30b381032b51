using k8s;
using k8s.Autorest;
using k8s.Models;
using Kube.Conformance.Support;
using Kube.Tests.Etcd;

namespace Kube.Conformance.Etcd;

/// <summary>Two API servers on one etcd are one cluster: what one acknowledged the other shows at once.</summary>
public sealed class TwoServersTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-etcd-");
    private readonly PrivateApiServer _one = new();
    private readonly PrivateApiServer _other = new();
    private readonly EtcdMember _etcd;

    public TwoServersTests() => _etcd = new EtcdMember(_folder.FullName, "etcd");

    public async Task InitializeAsync()
    {
        _etcd.Start();
        // Both at once, each making what a new cluster holds.
        await Task.WhenAll(_one.StartAsync("--etcd-servers", _etcd.Url), _other.StartAsync("--etcd-servers", _etcd.Url));
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

    private static Kubernetes Client(PrivateApiServer server) =>
        new(new KubernetesClientConfiguration { Host = server.Url, AccessToken = PrivateApiServer.AdminToken, SkipTlsVerify = true });

    private static V1ConfigMap Map(string name, string value) => new() { Metadata = new V1ObjectMeta { Name = name }, Data = new Dictionary<string, string> { ["value"] = value } };
}
