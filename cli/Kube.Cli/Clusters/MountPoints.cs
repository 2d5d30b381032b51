using Kube.Cli.Processes;

namespace Kube.Cli.Clusters;

/// <summary>The kubelet mounts memory file systems for Secrets and memory volumes; they outlive it.</summary>
internal static class MountPoints
{
    public static void UnmountUnder(string directory)
    {
        foreach (var mountPoint in Under(directory, File.ReadLines("/proc/self/mountinfo")).Reverse())
            Tool.Run("umount", ["--lazy", mountPoint]);
    }

    /// <summary>In the order mounted, so that the last is unmounted first.</summary>
    public static IEnumerable<string> Under(string directory, IEnumerable<string> mountInfo) =>
        mountInfo.Select(line => line.Split(' ')[4].Replace("\\040", " ", StringComparison.Ordinal))
            .Where(mountPoint => mountPoint.StartsWith(directory + "/", StringComparison.Ordinal));
}
