namespace Kube.OpenApi.Generator.Facts;

internal sealed record FactTables(IReadOnlyList<TypeFact> Types, ILookup<string, FieldFact> Fields)
{
    public static FactTables Read(string folder)
    {
        var types = FactRow.ReadAll(Path.Combine(folder, "types.tsv")).Select(TypeFact.Parse).ToList();
        var fields = Directory.EnumerateFiles(Path.Combine(folder, "fields"), "*.tsv")
            .SelectMany(path => FactRow.ReadAll(path).Select(row => FieldFact.Parse(Path.GetFileNameWithoutExtension(path), row)))
            .ToLookup(field => field.Definition);

        var known = types.Select(type => type.Definition).ToHashSet();
        foreach (var stray in fields.Where(field => !known.Contains(field.Key)))
            throw new FactException($"fields of {stray.Key}, which types.tsv does not list");
        return new(types, fields);
    }
}
