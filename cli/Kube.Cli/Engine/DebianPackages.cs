using Kube.Cli.Processes;

namespace Kube.Cli.Engine;

/// <summary>Installs packages where that can be done without asking: as root, on Debian and what derives from it.</summary>
internal static class DebianPackages
{
    public static bool CanInstall => Environment.IsPrivilegedProcess && Tool.Exists("apt-get") && IsDebian();

    /// <exception cref="KubeException">apt-get failed; what it said was shown.</exception>
    public static async Task InstallAsync(IReadOnlyCollection<string> packages, CancellationToken cancellationToken)
    {
        Console.WriteLine($"Installing {string.Join(", ", packages)} with apt-get ...");
        var quiet = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        await Tool.RunShownAsync("apt-get", ["-qq", "update"], quiet, cancellationToken).ConfigureAwait(false);
        var exitCode = await Tool.RunShownAsync(
            "apt-get", ["-qq", "install", "-y", "--no-install-recommends", .. packages], quiet, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
            throw new KubeException($"apt-get could not install {string.Join(", ", packages)}: install them, then try again.");
    }

    private static bool IsDebian() =>
        File.Exists("/etc/os-release")
        && File.ReadLines("/etc/os-release").Any(line =>
            (line.StartsWith("ID=", StringComparison.Ordinal) || line.StartsWith("ID_LIKE=", StringComparison.Ordinal))
            && (line.Contains("debian", StringComparison.Ordinal) || line.Contains("ubuntu", StringComparison.Ordinal)));
}
