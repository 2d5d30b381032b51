using Kube.Cli.Processes;

namespace Kube.Cli.Tests.Processes;

public sealed class ProcessStatTests
{
    [Fact]
    public void Parse_NameWithSpacesAndParentheses_CountsFieldsAfterIt()
    {
        var stat = ProcessStat.Parse("42 (a ) b) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 987654 20 3 22");

        Assert.Equal('S', stat.State);
        Assert.Equal(987654, stat.StartTicks);
        Assert.Equal(3 * Environment.SystemPageSize, stat.ResidentBytes);
    }
}
