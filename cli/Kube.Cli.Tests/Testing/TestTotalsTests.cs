using Kube.Cli.Testing;

namespace Kube.Cli.Tests.Testing;

public sealed class TestTotalsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Read_SeveralProjects_SumsThem()
    {
        _directory.WithFile("a.trx", Results(total: 5, executed: 4, passed: 3, failed: 1));
        _directory.WithFile("b.trx", Results(total: 2, executed: 2, passed: 2, failed: 0));

        Assert.Equal(new TestTotals(5, 1, 1), TestTotals.Read(_directory.Path));
    }

    public void Dispose() => _directory.Dispose();

    private static string Results(int total, int executed, int passed, int failed) => $"""
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <ResultSummary><Counters total="{total}" executed="{executed}" passed="{passed}" failed="{failed}" /></ResultSummary>
        </TestRun>
        """;
}
