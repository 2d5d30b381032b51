namespace Kube.Cli.Clusters;

/// <summary>Held while one command changes a cluster, so that two never do at once. The system releases it when the command ends.</summary>
internal static class ClusterLock
{
    /// <exception cref="KubeException">Another command holds it.</exception>
    public static IDisposable Take(DataDirectory directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory.Run, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new KubeException($"Another kube command is at work on {directory.Path}: wait for it to end.");
        }
    }
}
