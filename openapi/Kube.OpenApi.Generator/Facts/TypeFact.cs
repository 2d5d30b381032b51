namespace Kube.OpenApi.Generator.Facts;

/// <summary>A row of types.tsv; the columns are described in facts/README.md.</summary>
internal sealed record TypeFact(string Definition, string Model, string Value, string MapType, string ServedAs, string Union, string Operation, string DescribedBy)
{
    public string Package => Definition[..Definition.LastIndexOf('.')];

    public string Name => Definition[(Definition.LastIndexOf('.') + 1)..];

    public static TypeFact Parse(FactRow row) => new(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7]);
}
