using Kube.Cli.Processes;

namespace Kube.Cli.Tests.Processes;

public sealed class ProcessIdentityTests
{
    [Fact]
    public void Of_ThisProcess_SurvivesBeingWritten()
    {
        var identity = ProcessIdentity.Of(Environment.ProcessId)!;

        Assert.True(identity.IsRunning);
        Assert.Equal(identity, ProcessIdentity.Parse(identity.ToString()));
    }

    [Fact]
    public void IsRunning_NumberGivenToALaterProcess_IsFalse()
    {
        var identity = ProcessIdentity.Of(Environment.ProcessId)!;

        Assert.False((identity with { StartTicks = identity.StartTicks - 1 }).IsRunning);
        Assert.False((identity with { Boot = "an earlier one" }).IsRunning);
    }

    [Fact]
    public void Of_NoSuchProcess_IsNull() => Assert.Null(ProcessIdentity.Of(int.MaxValue));

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("12 x boot")]
    [InlineData("-1 5 boot")]
    public void Parse_SomethingElse_IsNull(string text) => Assert.Null(ProcessIdentity.Parse(text));
}
