namespace Kube.OpenApi.Generator.Catalog;

/// <summary>
/// Writes the resource that <c>Kube.OpenApi.Schemas.CatalogReader</c> reads; the two define the format together: the texts, the
/// types, the fields of every type that has its own, the kinds. All numbers are 7-bit encoded, a reference to nothing is 0.
/// </summary>
internal sealed class CatalogWriter(BinaryWriter output)
{
    /// <summary>In the order of <c>Kube.OpenApi.Schemas.ValueKind</c>.</summary>
    private static readonly string[] Values =
    [
        "any", "struct", "map", "list", "string", "integer", "number", "bool", "intOrString", "quantity", "time", "microtime",
        "duration", "bytes",
    ];

    /// <summary>A list without a type first, then in the order of <c>Kube.OpenApi.Schemas.ListType</c>.</summary>
    private static readonly string[] ListTypes = ["", "atomic", "set", "map"];

    private readonly StringTable _texts = new();
    private readonly Dictionary<TypeNode, int> _numbers = [];

    public static void Write(string path, CatalogModel catalog)
    {
        // The texts come first in the file, but are known only after everything else is written.
        using var body = new BinaryWriter(new MemoryStream());
        var writer = new CatalogWriter(body);
        writer.Write(catalog);

        using var file = new BinaryWriter(File.Create(path));
        writer._texts.Write(file);
        file.Flush();
        body.BaseStream.Position = 0;
        body.BaseStream.CopyTo(file.BaseStream);
    }

    private void Write(CatalogModel catalog)
    {
        foreach (var type in catalog.Types) _numbers.Add(type, _numbers.Count + 1);

        Number(catalog.Types.Count);
        foreach (var type in catalog.Types) Write(type);
        foreach (var type in catalog.Types.Where(type => type.Base is null))
        {
            Number(type.Fields.Count);
            foreach (var field in type.Fields) Write(field);
        }

        Number(catalog.Kinds.Count);
        foreach (var kind in catalog.Kinds)
        {
            Text(kind.Group);
            Text(kind.Version);
            Text(kind.Kind);
            Number(_numbers[kind.Type]);
        }
    }

    private void Write(TypeNode type)
    {
        Number(Array.IndexOf(Values, type.Value));
        Text(type.Definition);
        Text(type.Format);
        var strategies = type.PatchStrategy.Split(',');
        Number(Flags(type.Atomic, type.Granular, strategies.Contains("merge"), strategies.Contains("retainKeys"), strategies.Contains("replace")));
        Number(Array.IndexOf(ListTypes, type.ListType));
        Texts(type.ListMapKeys);
        Text(type.PatchMergeKey);
        Number(type.Element is null ? 0 : _numbers[type.Element]);
        Number(type.Base is null ? 0 : _numbers[type.Base]);
    }

    private void Write(FieldNode field)
    {
        Text(field.Fact.Name);
        Number(_numbers[field.Type]);
        Number((int)field.Fact.Presence);
        Number(Flags(field.Fact.Required));
        Number(field.Fact.Wire.Count);
        foreach (var number in field.Fact.Wire) Number(number);
        Text(field.Fact.Default);
        Texts(field.Fact.Enum);
        Text(field.Fact.Go);
    }

    private void Number(int number) => output.Write7BitEncodedInt(number);

    private void Text(string text) => Number(_texts.Number(text));

    private void Texts(IReadOnlyList<string> texts)
    {
        Number(texts.Count);
        foreach (var text in texts) Text(text);
    }

    private static int Flags(params ReadOnlySpan<bool> flags)
    {
        var bits = 0;
        for (var i = 0; i < flags.Length; i++) bits |= (flags[i] ? 1 : 0) << i;
        return bits;
    }
}
