using System.CommandLine;
using Kube.Cli.Engine;
using Kube.Cli.Hosting;
using Kube.Cli.Processes;

namespace Kube.Cli.Commands;

internal static class LogsCommand
{
    private static readonly string[] Components =
        [ClusterComponents.ApiServerName, ClusterComponents.ControllersName, ClusterComponents.KubeletName, DockerEngine.Name];

    public static Command Create()
    {
        var component = new Argument<string>("component") { Description = $"One of {string.Join(", ", Components)}; kube- may be left out." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on showing what is written." };
        var tail = new Option<int?>("--tail") { Description = "Show so many of the last lines only.", HelpName = "lines" };
        var command = new Command("logs", "Show what one of the cluster's programs wrote.") { ClusterOptions.DataDir, component, follow, tail };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var log = Component.LogOf(ClusterOptions.DirectoryOf(parsed), FullName(parsed.GetRequiredValue(component)));
            if (!File.Exists(log))
                throw new KubeException($"There is no {log}: it is written once the program has started.");
            await LogFile.CopyAsync(log, parsed.GetValue(tail), parsed.GetValue(follow), Console.Out, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    /// <exception cref="KubeException">No component has that name.</exception>
    public static string FullName(string name) =>
        Components.FirstOrDefault(component => component == name || component == "kube-" + name)
        ?? throw new KubeException($"No component is called {name}: choose one of {string.Join(", ", Components)}.");
}
