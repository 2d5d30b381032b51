using System.Diagnostics;

namespace Kube.ApiServer.Tests.Storage;

/// <summary>
/// A test that mounts a file system. Only root may, so others skip it; for root, who runs CI, one that cannot be mounted is a failure.
/// </summary>
internal sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess) Skip = "only root may mount a file system";
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
