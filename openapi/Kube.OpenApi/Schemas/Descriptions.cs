using System.IO.Compression;

namespace Kube.OpenApi.Schemas;

/// <summary>
/// The published descriptions of the built-in definitions and their fields. Most of a server's life nobody asks for them, so
/// they are read when somebody does, and kept. Safe for concurrent use.
/// </summary>
public sealed class Descriptions
{
    private static readonly Lazy<Descriptions> LazyBuiltIn = new(Load);

    private readonly Dictionary<string, (string Text, string Union)> _types = [];
    private readonly Dictionary<(string Definition, string Field), string> _fields = [];

    private Descriptions()
    {
    }

    public static Descriptions BuiltIn => LazyBuiltIn.Value;

    /// <summary>Empty when it has none.</summary>
    public string OfType(string definition) => _types.GetValueOrDefault(definition).Text ?? "";

    /// <summary>The definition's <c>x-kubernetes-unions</c>; empty when it has none.</summary>
    public string UnionOf(string definition) => _types.GetValueOrDefault(definition).Union ?? "";

    /// <summary>Empty when it has none.</summary>
    public string OfField(string definition, string field) => _fields.GetValueOrDefault((definition, field)) ?? "";

    private static Descriptions Load()
    {
        using var resource = typeof(Descriptions).Assembly.GetManifestResourceStream("descriptions.bin")
            ?? throw new InvalidOperationException("the descriptions resource is missing from the build");
        using var input = new BinaryReader(new BrotliStream(resource, CompressionMode.Decompress));
        var descriptions = new Descriptions();
        foreach (var type in KindCatalog.BuiltIn.Definitions)
        {
            descriptions._types[type.Name] = (input.ReadString(), input.ReadString());
            foreach (var field in type.Fields) descriptions._fields[(type.Name, field.Name)] = input.ReadString();
        }
        return descriptions;
    }
}
