using Kube.Cli.Kubeconfigs;

namespace Kube.Cli.Tests.Kubeconfigs;

public sealed class KubeconfigFileTests : IDisposable
{
    private const string Others = """
        apiVersion: v1
        kind: Config
        preferences: {}
        clusters:
        - cluster:
            server: https://work.example:6443
            insecure-skip-tls-verify: true
            extensions:
            - name: vendor
              extension: {number: 7, text: "true"}
          name: work
        contexts:
        - context: {cluster: work, user: me, namespace: team}
          name: work
        current-context: work
        users:
        - name: me
          user:
            exec:
              apiVersion: client.authentication.k8s.io/v1
              command: login
              args: ["--quiet", '-n', "0"]
        x-unknown: kept

        """;

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Put_FileOfOthers_AddsAndKeepsEveryLine()
    {
        var path = _directory.WithFile("config", Others);

        Put(path, "kube", Credentials("https://127.0.0.1:6443"));

        var text = File.ReadAllText(path);
        var file = KubeconfigFile.Read(path);
        Assert.Equal("kube", file.CurrentContext);
        foreach (var kept in (string[])["server: https://work.example:6443", "insecure-skip-tls-verify: true", "number: 7", "text: \"true\"", "namespace: team", "command: login", "x-unknown: kept", "\"0\""])
            Assert.Contains(kept, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_WhatWasPut_LeavesTheRestAsItWas()
    {
        var path = _directory.WithFile("config", Others.Replace("current-context: work", "current-context: \"\"", StringComparison.Ordinal));
        var untouched = KubeconfigFile.Read(path);
        untouched.Save();
        var before = File.ReadAllText(path);
        var credentials = Credentials("https://127.0.0.1:6443");
        Put(path, "kube", credentials);

        var file = KubeconfigFile.Read(path);
        Assert.True(file.Remove("kube", credentials));
        file.Save();

        Assert.Equal(before, File.ReadAllText(path));
    }

    [Fact]
    public void Remove_UserChoseAnotherContext_KeepsTheChoice()
    {
        var path = _directory.WithFile("config", Others);
        var credentials = Credentials("https://127.0.0.1:6443");
        Put(path, "kube", credentials);
        File.WriteAllText(path, File.ReadAllText(path).Replace("current-context: kube", "current-context: work", StringComparison.Ordinal));

        var file = KubeconfigFile.Read(path);
        Assert.True(file.Remove("kube", credentials));

        Assert.Equal("work", file.CurrentContext);
    }

    [Fact]
    public void Remove_ClusterOfAnotherAuthority_TouchesNothing()
    {
        var path = _directory.File("config");
        Put(path, "kube", Credentials("https://127.0.0.1:6443"));

        Assert.False(KubeconfigFile.Read(path).Remove("kube", Credentials("https://127.0.0.1:6443", "/other/pki/ca.crt")));
    }

    [Fact]
    public void Put_Twice_ReplacesTheEntry()
    {
        var path = _directory.File("config");
        Put(path, "kube", Credentials("https://127.0.0.1:1111"));

        Put(path, "kube", Credentials("https://127.0.0.1:2222"));

        Assert.Equal("https://127.0.0.1:2222", ClusterCredentials.ReadFrom(path)!.Server);
    }

    [Fact]
    public void Put_NoFileYet_MakesOneForTheOwnerOnly()
    {
        var path = _directory.File("deep/er/config");

        Put(path, "kube", Credentials("https://127.0.0.1:6443"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.DoesNotContain("...", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Put_LinkedFile_StaysALink()
    {
        var target = _directory.WithFile("dotfile", Others);
        var link = _directory.File("config");
        File.CreateSymbolicLink(link, target);

        Put(link, "kube", Credentials("https://127.0.0.1:6443"));

        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Contains("name: kube", File.ReadAllText(target), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- a list")]
    [InlineData("{ not closed")]
    public void Read_NoKubeconfig_SaysSo(string text) =>
        Assert.Throws<KubeException>(() => KubeconfigFile.Read(_directory.WithFile("config", text)));

    [Fact]
    public void Read_EmptyFile_IsANewKubeconfig() =>
        Assert.Null(KubeconfigFile.Read(_directory.WithFile("config", "")).CurrentContext);

    public void Dispose() => _directory.Dispose();

    private static void Put(string path, string name, ClusterCredentials credentials)
    {
        var file = KubeconfigFile.Read(path);
        file.Put(name, credentials);
        file.Save();
    }

    private static ClusterCredentials Credentials(string server, string authority = "/data/pki/ca.crt") => new(server, authority, "/data/pki/admin.crt", "/data/pki/admin.key");
}
