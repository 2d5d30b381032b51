using Kube.Cli.Processes;

namespace Kube.Cli.Tests.Processes;

public sealed class PidFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Running_RecordedProcess_IsThatProcess()
    {
        var file = new PidFile(_directory.File("pid"));
        var identity = ProcessIdentity.Of(Environment.ProcessId)!;

        file.Write(identity);

        Assert.Equal(identity, file.Running());
    }

    [Fact]
    public void Running_NumberReused_IsNull()
    {
        var file = new PidFile(_directory.File("pid"));
        file.Write(ProcessIdentity.Of(Environment.ProcessId)! with { StartTicks = 1 });

        Assert.Null(file.Running());
    }

    [Fact]
    public void Running_NoFileOrDamagedFile_IsNull()
    {
        Assert.Null(new PidFile(_directory.File("none")).Running());
        Assert.Null(new PidFile(_directory.WithFile("damaged", "\0\0")).Running());
    }

    public void Dispose() => _directory.Dispose();
}
