using System.CommandLine;
using Kube.Cli.Hosting;

namespace Kube.Cli.Commands;

internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "Show the cluster's programs, API and nodes; the exit code is 0 if all of them are well.")
        {
            ClusterOptions.DataDir,
        };
        command.SetAction(async (parsed, cancellationToken) =>
            await new ClusterStatus(ClusterOptions.DirectoryOf(parsed), TimeProvider.System)
                .ShowAsync(Console.Out, cancellationToken).ConfigureAwait(false) ? 0 : 1);
        return command;
    }
}
