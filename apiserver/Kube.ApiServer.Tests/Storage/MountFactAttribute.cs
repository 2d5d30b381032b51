using System.Diagnostics;

namespace Kube.ApiServer.Tests.Storage;

/// <summary>A test that mounts a file system, which only root may do, and not in every container.</summary>
internal sealed class MountFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("kube-tests-");
        var can = TryMount(folder.FullName) && Run("umount", folder.FullName);
        folder.Delete();
        return can;
    });

    public MountFactAttribute()
    {
        if (!CanMount.Value) Skip = "needs the right to mount a file system";
    }

    /// <summary>Mounts 4 MB of memory.</summary>
    public static bool TryMount(string folder) => Run("mount", "-t", "tmpfs", "-o", "size=4m", "none", folder);

    public static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
