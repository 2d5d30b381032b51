using System.CommandLine;
using Kube.Cli.Hosting;

namespace Kube.Cli.Commands;

internal static class SnapshotCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The file that holds the snapshot." };
        var save = new Command("save", "Write a copy of all objects to a file, while the cluster runs or not.") { ClusterOptions.DataDir, file };
        save.SetAction((parsed, cancellationToken) =>
            new ClusterSnapshots(ClusterOptions.DirectoryOf(parsed), TimeProvider.System).SaveAsync(Path.GetFullPath(parsed.GetRequiredValue(file)), cancellationToken));
        var restore = new Command("restore", "Replace all objects by those of a snapshot; a running cluster is stopped and started again.") { ClusterOptions.DataDir, file };
        restore.SetAction((parsed, cancellationToken) =>
            new ClusterSnapshots(ClusterOptions.DirectoryOf(parsed), TimeProvider.System).RestoreAsync(Path.GetFullPath(parsed.GetRequiredValue(file)), cancellationToken));
        return new Command("snapshot", "Save and restore all objects of a cluster.") { save, restore };
    }
}
