using Kube.Cli.Clusters;
using Kube.Cli.Engine;
using Kube.Cli.Processes;

namespace Kube.Cli.Hosting;

/// <summary>The Docker engine as one cluster uses it.</summary>
internal static class ClusterEngine
{
    /// <summary>The kubelet puts this label, with its node's name, on every container and network it makes.</summary>
    public const string NodeLabel = "kube.node";

    public static DockerEngine Of(DataDirectory directory, TimeProvider time) =>
        new(new PidFile(Path.Combine(directory.Run, DockerEngine.Name + ".pid")), Component.LogOf(directory, DockerEngine.Name), time);
}
