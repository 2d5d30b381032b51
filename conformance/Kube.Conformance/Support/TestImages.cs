using System.Formats.Tar;

namespace Kube.Conformance.Support;

/// <summary>
/// Images made on this machine of its static busybox, since no registry can be assumed: two versions of a web server that serves its
/// version number on port 8080.
/// </summary>
public static class TestImages
{
    public const string Web1 = "kube-conformance/web:1";
    public const string Web2 = "kube-conformance/web:2";

    /// <summary>For pods that only run a shell.</summary>
    public const string Shell = Web1;

    // The shell is there to end at once when asked: a first process without a handler ignores the signal.
    private const string Command = """["/bin/sh", "-c", "trap 'exit 0' TERM; httpd -f -v -p 8080 -h /www & wait"]""";

    private static readonly Lazy<Task> Making = new(() => Task.WhenAll(MakeAsync(Web1, "version 1"), MakeAsync(Web2, "version 2")));

    /// <summary>Makes them once.</summary>
    public static Task EnsureAsync() => Making.Value;

    private static async Task MakeAsync(string image, string page)
    {
        var folder = Directory.CreateTempSubdirectory("kube-image-");
        try
        {
            await FillAsync(folder.FullName, page);
            var archive = folder.FullName + ".tar";
            await TarFile.CreateFromDirectoryAsync(folder.FullName, archive, includeBaseDirectory: false);
            await Docker.RunAsync(
                "import", "--change", "CMD " + Command, "--change", "ENV PATH=/bin", archive, image);
            File.Delete(archive);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task FillAsync(string root, string page)
    {
        foreach (var name in (string[])["bin", "etc", "tmp", "www"])
            Directory.CreateDirectory(Path.Combine(root, name));
        var busybox = new[] { "/bin/busybox", "/usr/bin/busybox" }.First(File.Exists);
        File.Copy(busybox, Path.Combine(root, "bin/busybox"));
        var applets = (await ProcessRunner.RunAsync(busybox, ["--list"])).Succeeded();
        foreach (var applet in applets.Lines.Where(applet => applet != "busybox"))
            File.CreateSymbolicLink(Path.Combine(root, "bin", applet), "busybox");
        await File.WriteAllTextAsync(Path.Combine(root, "www/index.html"), page + "\n");
        await File.WriteAllTextAsync(Path.Combine(root, "etc/passwd"), "root:x:0:0:root:/:/bin/sh\n");
    }
}
