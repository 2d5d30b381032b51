using System.IO.Compression;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Documents;

/// <summary>
/// What only documents need of the built-in definitions, by definition name. Held only while documents are being made: that is
/// rare, and the texts take a megabyte.
/// </summary>
public sealed class Descriptions
{
    private static readonly WeakReference<Descriptions?> LastLoaded = new(null);

    private readonly Dictionary<string, Entry> _entries = [];

    private Descriptions()
    {
    }

    public string OfType(TypeSchema type) => _entries.GetValueOrDefault(type.Name)?.Text ?? "";

    /// <summary>Empty, or <c>discriminator:field=Value,…</c>.</summary>
    public string UnionOf(TypeSchema type) => _entries.GetValueOrDefault(type.Name)?.Union ?? "";

    public string OfField(TypeSchema type, string field) =>
        _entries.GetValueOrDefault(type.Name)?.Fields.GetValueOrDefault(field) ?? "";

    public static Descriptions BuiltIn
    {
        get
        {
            if (LastLoaded.TryGetTarget(out var loaded)) return loaded;
            loaded = Load(KindCatalog.BuiltIn);
            LastLoaded.SetTarget(loaded);
            return loaded;
        }
    }

    /// <summary>Reads the resource that the generator's <c>DescriptionWriter</c> writes, in the catalog's order.</summary>
    private static Descriptions Load(KindCatalog builtIn)
    {
        var descriptions = new Descriptions();
        using var resource = typeof(Descriptions).Assembly.GetManifestResourceStream("descriptions.bin")
            ?? throw new InvalidOperationException("the descriptions resource is missing from the build");
        using var reader = new BinaryReader(new BrotliStream(resource, CompressionMode.Decompress));
        foreach (var type in builtIn.Definitions)
        {
            var (text, union) = (reader.ReadString(), reader.ReadString());
            descriptions._entries[type.Name] = new(text, union, type.Fields.ToDictionary(field => field.Name, _ => reader.ReadString()));
        }
        return descriptions;
    }

    private sealed record Entry(string Text, string Union, Dictionary<string, string> Fields);
}
