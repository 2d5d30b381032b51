namespace Kube.OpenApi.Generator.Facts;

/// <summary>A row of fields/*.tsv; the columns are described in facts/README.md.</summary>
internal sealed record FieldFact(
    string Definition,
    string Name,
    IReadOnlyList<int> Wire,
    FieldPresence Presence,
    bool Required,
    string Merge,
    string MergeKeys,
    string PatchStrategy,
    string PatchMergeKey,
    string Default,
    IReadOnlyList<string> Enum,
    string As,
    string Go)
{
    private const string EmptyValue = "\"\"";

    public static FieldFact Parse(string package, FactRow row)
    {
        var (merge, mergeKeys) = Split(row[5]);
        var (patch, patchKey) = Split(row[6]);
        return new(
            $"{package}.{row[0]}",
            row[1],
            [.. row[2].Split('.', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)],
            System.Enum.Parse<FieldPresence>(row[3], ignoreCase: true),
            row[4] == "required",
            merge,
            mergeKeys,
            patch,
            patchKey,
            row[7],
            [.. row[8].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(value => value == EmptyValue ? "" : value)],
            row[9],
            row[10]);
    }

    private static (string, string) Split(string text) =>
        text.IndexOf(':') is var at and >= 0 ? (text[..at], text[(at + 1)..]) : (text, "");
}
