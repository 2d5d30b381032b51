using System.CommandLine;
using Kube.Cli.Testing;

namespace Kube.Cli.Commands;

internal static class TestCommand
{
    public static Command Create()
    {
        var filter = new Option<string?>("--filter") { Description = "Run only what matches, as dotnet test --filter has it.", HelpName = "expression" };
        var command = new Command("test", "Install what the tests need, and run every test against started programs.") { filter };
        command.SetAction((parsed, cancellationToken) => new TestRun(TimeProvider.System).RunAsync(parsed.GetValue(filter), cancellationToken));
        return command;
    }
}
