using System.Text.Json;

namespace Kube.Benchmarks.Reports;

/// <summary>The figures for machines: an array of objects, absent values left out.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public static string Of(IEnumerable<Row> rows) => JsonSerializer.Serialize(rows, Options);
}
