using Kube.Cli.Processes;

namespace Kube.Cli.Tests.Processes;

public sealed class DetachedProcessTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Start_Program_LeadsItsOwnSessionAndWritesItsLog()
    {
        var log = _directory.File("log");
        var process = DetachedProcess.Start("/bin/sh", ["-c", "echo out; echo err >&2; exec tail -f /dev/null"], log);
        try
        {
            await UntilAsync(() => File.Exists(log) && File.ReadAllText(log) == "out\nerr\n");

            var session = File.ReadAllText($"/proc/{process.Id}/stat").Split(' ')[5];
            Assert.Equal(process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), session);
        }
        finally
        {
            await ProcessEnding.EndAsync([process], TimeProvider.System);
        }

        Assert.False(process.IsRunning);
    }

    public void Dispose() => _directory.Dispose();

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(10, limit.Token);
    }
}
