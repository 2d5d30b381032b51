using System.IO.Compression;
using Kube.OpenApi.Generator.Models;

namespace Kube.OpenApi.Generator.Catalog;

/// <summary>
/// Writes what only OpenAPI documents need, compressed: for each definition, in the catalog's order, its description, its
/// union, and the description of each field.
/// </summary>
internal static class DescriptionWriter
{
    public static void Write(string path, CatalogModel catalog, XmlDescriptions descriptions)
    {
        using var output = new BinaryWriter(new BrotliStream(File.Create(path), CompressionLevel.SmallestSize));
        foreach (var type in catalog.Types.Where(type => type.Base is null && type.Definition.Length > 0))
        {
            output.Write(descriptions.OfType(type));
            output.Write(type.Union);
            foreach (var field in type.Fields) output.Write(descriptions.OfField(type, field.Fact.Name));
        }
    }
}
