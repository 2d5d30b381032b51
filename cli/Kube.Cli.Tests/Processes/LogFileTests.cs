using Kube.Cli.Processes;

namespace Kube.Cli.Tests.Processes;

public sealed class LogFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void LastLine_TrailingBlankLines_IsTheLastThatSaysSomething() =>
        Assert.Equal("why", LogFile.LastLine(_directory.WithFile("log", "first\n  why  \n\n")));

    [Fact]
    public void LastLine_Exception_IsItsMessage() =>
        Assert.Equal(
            "Unhandled exception. System.IO.IOException: full",
            LogFile.LastLine(_directory.WithFile("log", "start\nUnhandled exception. System.IO.IOException: full\n   at A.B()\n--- End of stack trace ---\n   at C.D()\n")));

    [Fact]
    public async Task CopyAsync_LastLines_CopiesOnlyThose()
    {
        using var output = new StringWriter();

        await LogFile.CopyAsync(_directory.WithFile("log", "1\n2\n3\n"), 2, follow: false, output, CancellationToken.None);

        Assert.Equal("2\n3\n", output.ToString());
    }

    public void Dispose() => _directory.Dispose();
}
