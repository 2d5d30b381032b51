using System.Globalization;
using System.Xml.Linq;

namespace Kube.Cli.Testing;

/// <summary>The sums over all result files of a run.</summary>
internal sealed record TestTotals(int Passed, int Failed, int Skipped)
{
    public static TestTotals Read(string directory) =>
        Directory.EnumerateFiles(directory, "*.trx")
            .Select(file => Of(XDocument.Load(file)))
            .Aggregate(new TestTotals(0, 0, 0), (sum, one) => new(sum.Passed + one.Passed, sum.Failed + one.Failed, sum.Skipped + one.Skipped));

    public override string ToString() => $"All tests: {Passed + Failed + Skipped}, passed: {Passed}, failed: {Failed}, skipped: {Skipped}";

    private static TestTotals Of(XDocument results)
    {
        var counters = results.Descendants().First(element => element.Name.LocalName == "Counters");
        int Count(string name) => int.Parse(counters.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        return new TestTotals(Count("passed"), Count("failed"), Count("total") - Count("executed"));
    }
}
