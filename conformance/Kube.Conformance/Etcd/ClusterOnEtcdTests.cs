using Kube.Conformance.ClusterLife;
using Kube.Conformance.Support;
using Kube.Tests.Etcd;

namespace Kube.Conformance.Etcd;

/// <summary><c>kube up --etcd-servers</c>: the whole cluster, its objects in an etcd that somebody else runs.</summary>
[Collection(ClusterLifeCollection.Name)]
public sealed class ClusterOnEtcdTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-etcd-");
    private readonly EtcdMember _etcd;

    public ClusterOnEtcdTests()
    {
        _etcd = new EtcdMember(_folder.FullName, "etcd");
        _etcd.Start();
    }

    public void Dispose()
    {
        _etcd.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task DownAndUp_DeploymentInEtcd_IsThereAgainAndGoesOn()
    {
        await using var cluster = new PrivateCluster(PrivateCluster.Simulated);
        (await cluster.TryUpAsync("--etcd-servers", _etcd.Url, "--etcd-prefix", "/one")).Succeeded();
        await cluster.Kubectl.RunAsync("create", "deployment", "lasting", "--image=anything", "--replicas=2");
        await cluster.Kubectl.RunAsync("rollout", "status", "deployment/lasting", "--timeout=90s");
        var identity = await cluster.Kubectl.GetPathAsync("{.metadata.uid}", "deployment", "lasting");
        Assert.Contains("lasting", await _etcd.ControlAsync("get", "/one/deployments/default/lasting", "--print-value-only"), StringComparison.Ordinal);

        await cluster.DownAsync();
        Assert.False(File.Exists(Path.Combine(cluster.DataDirectory, "store", "kube.db")));
        await cluster.UpAsync();

        Assert.Equal(identity, await cluster.Kubectl.GetPathAsync("{.metadata.uid}", "deployment", "lasting"));
        await cluster.Kubectl.RunAsync("scale", "deployment", "lasting", "--replicas=3");
        await cluster.Kubectl.RunAsync("rollout", "status", "deployment/lasting", "--timeout=90s");
    }
}
