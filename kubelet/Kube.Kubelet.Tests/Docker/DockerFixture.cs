using System.Formats.Tar;
using Docker.DotNet;
using Docker.DotNet.Models;
using Kube.Kubelet.Runtime.Docker;

namespace Kube.Kubelet.Tests.Docker;

/// <summary>The real Docker engine, and a busybox image made from the machine's own static busybox.</summary>
public sealed class DockerFixture : IAsyncLifetime
{
    public const string Image = "kube-kubelet-tests/busybox:1";
    private const string Socket = "/var/run/docker.sock";
    private const string Busybox = "/usr/bin/busybox";

    internal DockerRuntime Runtime { get; private set; } = null!;

    public string RootDirectory { get; } = Directory.CreateTempSubdirectory("kubelet-tests-").FullName;

    public async Task InitializeAsync()
    {
        Assert.True(File.Exists(Socket), $"The Docker tests need a running Docker engine at {Socket}: install docker.io and start dockerd.");
        Assert.True(File.Exists(Busybox), $"The Docker tests make their image from {Busybox}: install busybox-static.");
        Runtime = new DockerRuntime(new DockerRuntimeOptions(new Uri($"unix://{Socket}"), "test-node", RootDirectory, "10.211.0.0/24"));
        await MakeImageAsync();
        await Runtime.PrepareAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        foreach (var pod in await Runtime.ListPodsAsync(CancellationToken.None))
        {
            var observed = await Runtime.ObserveAsync(pod.Uid, CancellationToken.None);
            foreach (var id in observed.Containers.Select(container => container.Id).Concat(observed.Sandboxes.Select(sandbox => sandbox.Id)))
                await Runtime.RemoveAsync(id, CancellationToken.None);
        }

        await Runtime.DisposeAsync();
        Directory.Delete(RootDirectory, recursive: true);
    }

    private async Task MakeImageAsync()
    {
        if (await Runtime.Images.FindAsync(Image, CancellationToken.None) is not null)
            return;
        using var archive = new MemoryStream();
        await using (var tar = new TarWriter(archive, leaveOpen: true))
        {
            await using var program = File.OpenRead(Busybox);
            var file = new PaxTarEntry(TarEntryType.RegularFile, "bin/busybox") { Mode = (UnixFileMode)0x1ED, DataStream = program };
            await tar.WriteEntryAsync(file);
            foreach (var name in new[] { "sh", "sleep", "cat", "echo", "env", "id", "hostname", "nc", "wget", "httpd", "ls", "tail", "dd", "test", "touch", "true", "false" })
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{name}") { LinkName = "busybox" });
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, "tmp") { Mode = (UnixFileMode)0x1FF });
        }

        archive.Position = 0;
        using var client = new DockerClientConfiguration(new Uri($"unix://{Socket}")).CreateClient();
        await client.Images.CreateImageAsync(
            new ImagesCreateParameters { FromSrc = "-", Repo = Image.Split(':')[0], Tag = "1", Changes = ["ENV PATH=/bin"] },
            archive, null, new Progress<JSONMessage>());
    }
}

[CollectionDefinition(nameof(DockerCollection))]
public sealed class DockerCollection : ICollectionFixture<DockerFixture>;
