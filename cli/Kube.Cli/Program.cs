using System.CommandLine;
using Kube.Cli;
using Kube.Cli.Commands;

var root = new RootCommand("Kube: a Kubernetes cluster on this machine.")
{
    UpCommand.Create(),
    DownCommand.Create(),
    StatusCommand.Create(),
    LogsCommand.Create(),
    TestCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
}
catch (Exception e) when (e is KubeException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"kube: {e.Message}").ConfigureAwait(false);
    return 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("kube: interrupted").ConfigureAwait(false);
    return 130;
}
