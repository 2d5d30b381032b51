using System.CommandLine;
using Kube.Cli.Hosting;

namespace Kube.Cli.Commands;

internal static class DownCommand
{
    public static Command Create()
    {
        var deleteData = new Option<bool>("--delete-data") { Description = "Delete the objects, certificates and kubeconfig entries too." };
        var command = new Command("down", "Stop the cluster; the next up finds every object again.") { ClusterOptions.DataDir, deleteData };
        command.SetAction((parsed, cancellationToken) =>
            new ClusterStopper(ClusterOptions.DirectoryOf(parsed), TimeProvider.System)
                .DownAsync(parsed.GetValue(deleteData), cancellationToken));
        return command;
    }
}
