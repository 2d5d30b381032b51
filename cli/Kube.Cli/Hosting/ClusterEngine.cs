using Kube.Cli.Clusters;
using Kube.Cli.Engine;
using Kube.Cli.Processes;

namespace Kube.Cli.Hosting;

/// <summary>The Docker engine as one cluster uses it.</summary>
internal static class ClusterEngine
{
    /// <summary>The kubelet puts this label on every container and network it makes.</summary>
    public static string LabelOf(DataDirectory directory) => $"kube.root-dir={directory.Kubelet}";

    public static DockerEngine Of(DataDirectory directory, TimeProvider time) =>
        new(new PidFile(Path.Combine(directory.Run, DockerEngine.Name + ".pid")), Component.LogOf(directory, DockerEngine.Name), time);
}
