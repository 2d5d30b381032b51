using System.Globalization;

namespace Kube.Benchmarks.Reports;

/// <summary>The figures for a reader.</summary>
internal static class TableReport
{
    private const string Head = "measure                                    value         p50        p99      of limit";

    public static string Of(IEnumerable<Row> rows) => string.Join('\n', rows.Select(Line).Prepend(Head));

    public static string Line(Row row) => string.Create(CultureInfo.InvariantCulture, $"{row.Name,-34} {Value(row),14} {Milliseconds(row.P50),11} {Milliseconds(row.P99),10} {row.Ratio,13:0.00}");

    private static string Value(Row row) => row.Unit switch
    {
        "1/s" => string.Create(CultureInfo.InvariantCulture, $"{row.Value:0}/s"),
        "s" => string.Create(CultureInfo.InvariantCulture, $"{row.Value:0.000} s"),
        "B" when row.Value < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{row.Value / 1024:0.0} KiB"),
        "B" => string.Create(CultureInfo.InvariantCulture, $"{row.Value / 1_048_576:0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{row.Value:0.00} {row.Unit}"),
    };

    private static string Milliseconds(double? value) => value is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.00} ms") : "";
}
