using Kube.Conformance.Support;

namespace Kube.Conformance.Pods;

public sealed class CopyTests(NamespaceFixture fixture) : NamespacedTests(fixture), IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-copy-");

    [Fact]
    public async Task Copy_FileThereAndBack_IsTheSame()
    {
        await RunShellPodAsync("files", Forever);
        var sent = Path.Combine(_folder.FullName, "sent");
        var received = Path.Combine(_folder.FullName, "received");
        var bytes = new byte[3_000_000];
        new Random(7).NextBytes(bytes);
        await File.WriteAllBytesAsync(sent, bytes);

        await Kubectl.RunAsync("cp", sent, "files:/tmp/blob");
        await Kubectl.RunAsync("cp", "files:/tmp/blob", received);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(received));
    }

    [Fact]
    public async Task Copy_Folder_TakesAllOfIt()
    {
        await RunShellPodAsync("folders", Forever);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "tree/deep"));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "tree/a"), "one");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "tree/deep/b"), "two");

        await Kubectl.RunAsync("cp", Path.Combine(_folder.FullName, "tree"), "folders:/tmp/tree");

        Assert.Equal("onetwo", await Kubectl.RunAsync("exec", "folders", "--", "cat", "/tmp/tree/a", "/tmp/tree/deep/b"));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
