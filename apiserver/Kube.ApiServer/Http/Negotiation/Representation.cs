using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Http.Negotiation;

/// <summary>The form a client accepts an answer in: encoding, shape and, for JSON, whether indented.</summary>
internal readonly record struct Representation(MediaType MediaType, Shape Shape, bool Pretty)
{
    private static readonly string[] Available = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"];

    /// <summary>What errors are written as when negotiation itself fails.</summary>
    public static Representation Json { get; } = new(MediaType.Json, Shape.Object, false);

    public static IReadOnlyList<string> MediaTypes => Available;

    public string ContentType => MediaType switch
    {
        MediaType.Yaml => "application/yaml",
        MediaType.Protobuf => "application/vnd.kubernetes.protobuf",
        _ => "application/json",
    };

    /// <summary>Takes the first clause of Accept, by quality, that this server can answer.</summary>
    /// <exception cref="StatusException">406 when there is none.</exception>
    public static Representation Negotiate(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        var pretty = IsPretty(request);
        if (accept.Length == 0 || accept == "application/json") return new Representation(MediaType.Json, Shape.Object, pretty);
        foreach (var clause in AcceptClause.Parse(accept))
        {
            // Tables have no protobuf form.
            if (clause is { MediaType: Negotiation.MediaType.Protobuf, Shape: Negotiation.Shape.Table }) continue;
            if (clause.MediaType is { } media && clause.Shape is { } shape) return new Representation(media, shape, pretty);
        }
        throw StatusException.NotAcceptable(Available);
    }

    /// <summary>As the query says; without one, indented for what people type by hand.</summary>
    private static bool IsPretty(HttpRequest request)
    {
        if (request.Query.TryGetValue("pretty", out var values) && values.Count > 0)
        {
            return values[0] is not ("0" or "false" or "False" or "FALSE");
        }
        var agent = request.Headers.UserAgent.ToString();
        return agent.StartsWith("curl", StringComparison.Ordinal) || agent.StartsWith("Wget", StringComparison.Ordinal)
            || agent.StartsWith("Mozilla/5.0", StringComparison.Ordinal);
    }
}
