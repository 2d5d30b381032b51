using System.Globalization;
using Kube.OpenApi.Documents;

namespace Kube.ApiServer.Discovery;

/// <summary>
/// The forms of <c>/openapi/v2</c> and which of them a client asks for, as in
/// https://github.com/kubernetes/kube-openapi/blob/master/pkg/handler/handler.go.
/// </summary>
internal static class SwaggerForms
{
    /// <summary>The name the protobuf form had when HTTP's grammar was not looked at; kubectl still asks for it.</summary>
    private const string DeprecatedProtobufType = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    /// <summary>The first form by quality, the more exact before wildcards; null when the client takes none.</summary>
    public static Func<OpenApiV2, OpenApiDocument>? Negotiate(string accept)
    {
        if (accept.Length == 0) return Json;
        return accept.Split(',')
            .Select(clause => clause.Split(';', StringSplitOptions.TrimEntries))
            .Select(parts => (Type: parts[0], Quality: Quality(parts)))
            .Where(clause => clause.Quality > 0)
            .OrderByDescending(clause => clause.Quality)
            .ThenBy(clause => clause.Type.Contains('*'))
            .Select(clause => Form(clause.Type))
            .FirstOrDefault(form => form is not null);
    }

    private static Func<OpenApiV2, OpenApiDocument>? Form(string type) => type switch
    {
        "application/json" or "application/*" or "*/*" => Json,
        OpenApiV2.ProtobufType or DeprecatedProtobufType => document => document.Protobuf,
        _ => null,
    };

    private static OpenApiDocument Json(OpenApiV2 document) => document.Document;

    private static double Quality(string[] parts)
    {
        var given = parts.FirstOrDefault(part => part.StartsWith("q=", StringComparison.Ordinal));
        return double.TryParse(given?[2..], CultureInfo.InvariantCulture, out var quality) ? quality : 1;
    }
}
