using k8s.Models;
using Kube.Kubelet.Containers;
using Kube.Kubelet.Tests.Pods;
using Kube.Kubelet.Volumes;
using Kube.Machinery.Quantities;

namespace Kube.Kubelet.Tests.Volumes;

public sealed class VolumeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kubelet-volumes-").FullName;
    private readonly InMemoryCluster _cluster = new();
    private readonly PodDirectories _directories;
    private readonly VolumeManager _volumes;

    public VolumeTests()
    {
        _directories = new PodDirectories(_root);
        _volumes = new VolumeManager(_directories, VolumePlugins.All(_cluster, new Dictionary<string, Quantity>(), TimeProvider.System));
    }

    public void Dispose()
    {
        _volumes.Unmount("uid");
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Mount_ConfigMap_WritesItsKeysAndFollowsItsChanges()
    {
        var volume = new V1Volume { Name = "v", ConfigMap = new V1ConfigMapVolumeSource { Name = "m" } };
        _cluster.ConfigMaps["m"] = Map(("a", "1"), ("b", "2"));
        var path = await MountAsync(volume);
        var data = new FileInfo(Path.Combine(path, "..data")).LinkTarget;

        Assert.Equal("1", File.ReadAllText(Path.Combine(path, "a")));
        Assert.Equal((UnixFileMode)0x1A4, File.GetUnixFileMode(Path.Combine(path, "..data", "a")));
        await MountAsync(volume);
        Assert.Equal(data, new FileInfo(Path.Combine(path, "..data")).LinkTarget);

        _cluster.ConfigMaps["m"] = Map(("a", "new"));
        await MountAsync(volume);
        Assert.Equal("new", File.ReadAllText(Path.Combine(path, "a")));
        Assert.False(File.Exists(Path.Combine(path, "b")));
        Assert.Equal(["..data", Path.GetFileName(new FileInfo(Path.Combine(path, "..data")).LinkTarget!), "a"], Directory.GetFileSystemEntries(path).Select(Path.GetFileName).Order(StringComparer.Ordinal).OrderBy(name => name != "..data"));
    }

    [Fact]
    public async Task Mount_Items_SelectsPathsAndModes()
    {
        _cluster.Secrets["s"] = new V1Secret { Data = new Dictionary<string, byte[]> { ["key"] = [1, 2], ["other"] = [3] } };
        var path = await MountAsync(new V1Volume
        {
            Name = "v",
            Secret = new V1SecretVolumeSource { SecretName = "s", DefaultMode = 256, Items = [new V1KeyToPath { Key = "key", Path = "deep/er/file", Mode = 0x124 }] },
        });

        Assert.Equal([1, 2], File.ReadAllBytes(Path.Combine(path, "deep/er/file")));
        Assert.Equal((UnixFileMode)0x124, File.GetUnixFileMode(Path.Combine(path, "..data/deep/er/file")));
        Assert.False(Path.Exists(Path.Combine(path, "other")));
    }

    [Theory]
    [InlineData(null, "MountVolume.SetUp failed for volume \"v\" : configmap \"m\" not found")]
    [InlineData("present", "MountVolume.SetUp failed for volume \"v\" : configmap references non-existent config key: wanted")]
    public async Task Mount_Missing_FailsUnlessOptional(string? key, string message)
    {
        if (key is not null)
            _cluster.ConfigMaps["m"] = Map((key, "x"));
        var volume = new V1Volume { Name = "v", ConfigMap = new V1ConfigMapVolumeSource { Name = "m", Items = [new V1KeyToPath { Key = "wanted", Path = "f" }] } };

        Assert.Equal(message, (await Assert.ThrowsAsync<VolumeException>(() => MountAsync(volume))).Message);
        volume.ConfigMap.Optional = true;
        Assert.False(Path.Exists(Path.Combine(await MountAsync(volume), "f")));
    }

    [Fact]
    public async Task Mount_Projected_MergesItsSourcesAndIssuesOneTokenUntilItAges()
    {
        _cluster.ConfigMaps["ca"] = Map(("ca.crt", "PEM"));
        var volume = new V1Volume
        {
            Name = "v",
            Projected = new V1ProjectedVolumeSource
            {
                Sources =
                [
                    new V1VolumeProjection { ServiceAccountToken = new V1ServiceAccountTokenProjection { Path = "token", ExpirationSeconds = 3607 } },
                    new V1VolumeProjection { ConfigMap = new V1ConfigMapProjection { Name = "ca" } },
                    new V1VolumeProjection { DownwardAPI = new V1DownwardAPIProjection { Items = [new V1DownwardAPIVolumeFile { Path = "namespace", FieldRef = new V1ObjectFieldSelector { FieldPath = "metadata.namespace" } }] } },
                ],
            },
        };
        var path = await MountAsync(volume);
        await MountAsync(volume);

        Assert.Equal(["token-1", "PEM", "ns"], new[] { "token", "ca.crt", "namespace" }.Select(name => File.ReadAllText(Path.Combine(path, name))));
        Assert.Equal(1, _cluster.TokensIssued);
    }

    [Fact]
    public async Task Mount_DownwardLabels_AreWrittenAsQuotedLines()
    {
        var volume = new V1Volume { Name = "v", DownwardAPI = new V1DownwardAPIVolumeSource { Items = [new V1DownwardAPIVolumeFile { Path = "labels", FieldRef = new V1ObjectFieldSelector { FieldPath = "metadata.labels" } }] } };

        Assert.Equal("a=\"1\"\nz=\"say \\\"hi\\\"\"", File.ReadAllText(Path.Combine(await MountAsync(volume), "labels")));
    }

    [Fact]
    public async Task Unmount_EmptyDir_LeavesNothing()
    {
        var path = await MountAsync(new V1Volume { Name = "v", EmptyDir = new V1EmptyDirVolumeSource() });
        File.WriteAllText(Path.Combine(path, "f"), "x");

        _volumes.Unmount("uid");

        Assert.False(Path.Exists(path));
    }

    [Fact]
    public async Task Mount_HostPathOfTheWrongType_Fails()
    {
        var volume = new V1Volume { Name = "v", HostPath = new V1HostPathVolumeSource { Path = _root, Type = "File" } };

        Assert.Equal(
            $"MountVolume.SetUp failed for volume \"v\" : hostPath type check failed: {_root} is not a file",
            (await Assert.ThrowsAsync<VolumeException>(() => MountAsync(volume))).Message);
    }

    [Fact]
    public void SubPath_LinkOutOfTheVolume_IsRefused()
    {
        var volume = Directory.CreateDirectory(Path.Combine(_root, "volume")).FullName;
        File.CreateSymbolicLink(Path.Combine(volume, "escape"), "/etc");

        Assert.Throws<VolumeException>(() => SubPath.Resolve(volume, "escape/passwd"));
        Assert.Throws<VolumeException>(() => SubPath.Resolve(volume, "../other"));
        Assert.Equal(Path.Combine(volume, "new/deep"), SubPath.Resolve(volume, "new/deep"));
        Assert.True(Directory.Exists(Path.Combine(volume, "new/deep")));
    }

    private async Task<string> MountAsync(V1Volume volume)
    {
        var pod = PodFactsBuilder.Pod(PodFactsBuilder.Container("c"));
        pod.Metadata.Labels = new Dictionary<string, string> { ["z"] = "say \"hi\"", ["a"] = "1" };
        pod.Spec.Volumes = [volume];
        await _volumes.MountAsync(pod, new PodAddresses("192.168.0.1", ""), default);
        return _volumes.PathOf(pod, volume);
    }

    private static V1ConfigMap Map(params (string Key, string Value)[] data) => new() { Data = data.ToDictionary(entry => entry.Key, entry => entry.Value) };
}
