using System.Globalization;

namespace Kube.ApiServer.Http.Negotiation;

/// <summary>One alternative of an Accept header.</summary>
/// <param name="MediaType">Null for a type this server does not write.</param>
/// <param name="Shape">Null for a shape this server does not know.</param>
internal sealed record AcceptClause(MediaType? MediaType, Shape? Shape, double Quality)
{
    /// <summary>The alternatives, best first; those of equal quality in the order given.</summary>
    public static IEnumerable<AcceptClause> Parse(string accept) =>
        accept.Split(',').Select(ParseOne).Where(clause => clause.Quality > 0).OrderByDescending(clause => clause.Quality);

    private static AcceptClause ParseOne(string text)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        MediaType? media = parts[0] switch
        {
            "application/json" or "*/*" or "application/*" => Negotiation.MediaType.Json,
            "application/yaml" => Negotiation.MediaType.Yaml,
            "application/vnd.kubernetes.protobuf" => Negotiation.MediaType.Protobuf,
            _ => null,
        };
        var (convert, group, version, quality) = ("", "", "", 1.0);
        foreach (var part in parts.AsSpan(1))
        {
            var equals = part.IndexOf('=');
            if (equals < 0) continue;
            var value = part[(equals + 1)..].Trim('"');
            switch (part[..equals])
            {
                case "as":
                    convert = value;
                    break;
                case "g":
                    group = value;
                    break;
                case "v":
                    version = value;
                    break;
                case "q" when double.TryParse(value, CultureInfo.InvariantCulture, out var given):
                    quality = given;
                    break;
            }
        }
        return new AcceptClause(media, ShapeOf(convert, group, version), quality);
    }

    private static Shape? ShapeOf(string convert, string group, string version) => (convert, group, version) switch
    {
        ("", _, _) => Negotiation.Shape.Object,
        ("Table", "meta.k8s.io", "v1" or "v1beta1") => Negotiation.Shape.Table,
        ("PartialObjectMetadata" or "PartialObjectMetadataList", "meta.k8s.io", "v1" or "v1beta1") => Negotiation.Shape.PartialObjectMetadata,
        _ => null,
    };
}
