using Kube.Cli.Processes;

namespace Kube.Cli.Engine;

/// <summary>Installs packages where that can be done without asking: as root, on Debian and what derives from it.</summary>
internal static class DebianPackages
{
    public static bool CanInstall => Environment.IsPrivilegedProcess && Tool.Exists("apt-get") && IsDebian();

    /// <exception cref="KubeException">apt-get failed; the message ends with what it said.</exception>
    public static void Install(IReadOnlyCollection<string> packages)
    {
        Console.WriteLine($"Installing {string.Join(", ", packages)} with apt-get ...");
        AptGet(["update"]);
        var install = AptGet(["install", "-y", "--no-install-recommends", .. packages]);
        if (install.ExitCode != 0)
            throw new KubeException($"apt-get could not install {string.Join(", ", packages)}: install them, then try again.\n{install.Output.Trim()}");
    }

    private static Tool.Outcome AptGet(string[] arguments) =>
        Tool.Run("env", ["DEBIAN_FRONTEND=noninteractive", "NEEDRESTART_SUSPEND=1", "apt-get", "-qq", .. arguments]);

    private static bool IsDebian() =>
        File.Exists("/etc/os-release")
        && File.ReadLines("/etc/os-release").Any(line =>
            (line.StartsWith("ID=", StringComparison.Ordinal) || line.StartsWith("ID_LIKE=", StringComparison.Ordinal))
            && (line.Contains("debian", StringComparison.Ordinal) || line.Contains("ubuntu", StringComparison.Ordinal)));
}
