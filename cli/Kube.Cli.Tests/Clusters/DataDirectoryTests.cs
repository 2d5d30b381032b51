using Kube.Cli.Clusters;

namespace Kube.Cli.Tests.Clusters;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    [Fact]
    public void Load_WhatWasSaved_IsTheSame()
    {
        var directory = new DataDirectory(_temporary.File("data"));
        var settings = ClusterSettings.Default with { Name = "other", Port = 7443 };

        directory.Save(settings);

        Assert.Equal(settings, directory.Load());
    }

    [Fact]
    public void Load_NoOrEmptyDirectory_IsNull()
    {
        Assert.Null(new DataDirectory(_temporary.File("none")).Load());
        Assert.Null(new DataDirectory(_temporary.Path).Load());
    }

    [Fact]
    public void Load_DirectoryOfSomethingElse_IsRefused()
    {
        _temporary.WithFile("thesis.tex", "years of work");

        Assert.Contains("kube.json is missing", Assert.Throws<KubeException>(() => new DataDirectory(_temporary.Path).Load()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"name":"kube"}""")]
    public void Load_DamagedSettings_SaysSo(string text)
    {
        _temporary.WithFile("kube.json", text);

        Assert.Contains("kube.json is damaged", Assert.Throws<KubeException>(() => new DataDirectory(_temporary.Path).Load()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Delete_LinkInside_LeavesItsTarget()
    {
        var outside = _temporary.WithFile("outside", "kept");
        var directory = new DataDirectory(_temporary.File("data"));
        directory.Save(ClusterSettings.Default);
        Directory.CreateDirectory(_temporary.File("folder"));
        File.CreateSymbolicLink(directory.Sub("file-link"), outside);
        Directory.CreateSymbolicLink(directory.Sub("folder-link"), _temporary.File("folder"));

        directory.Delete();

        Assert.False(Directory.Exists(directory.Path));
        Assert.True(File.Exists(outside));
        Assert.True(Directory.Exists(_temporary.File("folder")));
    }

    [Fact]
    public void Under_MountPoints_AreThoseInsideTheDirectory()
    {
        string[] mountInfo =
        [
            "36 35 98:0 / /data/kube/kubelet/pods/a\\040b rw,noatime - tmpfs tmpfs rw",
            "37 35 98:0 / /data/kube-other rw - tmpfs tmpfs rw",
        ];

        Assert.Equal(["/data/kube/kubelet/pods/a b"], MountPoints.Under("/data/kube", mountInfo));
    }

    public void Dispose() => _temporary.Dispose();
}
