using System.CommandLine;
using Kube.Cli.Hosting;

namespace Kube.Cli.Commands;

internal static class UpCommand
{
    public static Command Create()
    {
        var command = new Command("up", "Start a cluster, and make it kubectl's current context.")
        {
            ClusterOptions.DataDir,
            ClusterOptions.Name,
            ClusterOptions.Runtime,
            ClusterOptions.Port,
            ClusterOptions.KubeletPort,
            ClusterOptions.PodCidr,
            ClusterOptions.ServiceCidr,
            ClusterOptions.CertificateValidity,
            ClusterOptions.CaCertificateValidity,
        };
        EtcdOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            new ClusterStarter(ClusterOptions.DirectoryOf(parsed), TimeProvider.System)
                .UpAsync(settings => ClusterOptions.Apply(parsed, settings), cancellationToken));
        return command;
    }
}
