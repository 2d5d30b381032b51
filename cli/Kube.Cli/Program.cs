using System.CommandLine;
using Kube.Cli;
using Kube.Cli.Commands;

var root = new RootCommand("Kube: a Kubernetes cluster on this machine.")
{
    UpCommand.Create(),
    DownCommand.Create(),
    StatusCommand.Create(),
    LogsCommand.Create(),
    SnapshotCommand.Create(),
    TestCommand.Create(),
    BenchCommand.Create(),
};

var invocation = new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = TimeSpan.FromSeconds(30), // After Ctrl-C, what was begun is undone first.
};
try
{
    return await root.Parse(args).InvokeAsync(invocation).ConfigureAwait(false);
}
catch (Exception e) when (e is KubeException or InvalidDataException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"kube: {e.Message}").ConfigureAwait(false);
    return 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("kube: interrupted").ConfigureAwait(false);
    return 130;
}
