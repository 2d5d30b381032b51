using System.Collections.Concurrent;
using System.Security.Cryptography;
using Kube.ApiServer.Http;
using Kube.ApiServer.Http.Negotiation;
using Kube.ApiServer.Http.Responses;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Discovery;

/// <summary><c>/api</c> and <c>/apis</c>, plain and aggregated. Documents are made at the first request and kept.</summary>
internal sealed class DiscoveryHandler(ResourceCatalog catalog, string serverAddress) : IPathHandler
{
    private readonly ConcurrentDictionary<string, Document> _documents = new();

    public async ValueTask<bool> TryHandleAsync(HttpContext http, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not (["api"] or ["apis"] or ["api", _] or ["apis", _] or ["apis", _, _])) return false;
        var aggregated = parts.Length == 1 ? AggregatedVersion(http.Request) : null;
        var key = $"{aggregated}{string.Join('/', parts)}";
        if (!_documents.TryGetValue(key, out var document))
        {
            if (Make(parts, aggregated) is not { } made) return false;
            document = _documents.GetOrAdd(key, new Document(JsonWriter.ToBytes(made), aggregated));
        }
        await WriteAsync(http, document);
        return true;
    }

    private JsonMap? Make(string[] parts, string? aggregated) => parts switch
    {
        ["api"] => aggregated is null ? DiscoveryDocuments.Versions(serverAddress) : AggregatedDiscovery.Document([catalog.Core], aggregated),
        ["apis"] => aggregated is null ? DiscoveryDocuments.Groups(catalog) : AggregatedDiscovery.Document(catalog.Groups, aggregated),
        ["api", var version] => Resources(catalog.Core, version),
        ["apis", var name] => Group(name) is { } group ? DiscoveryDocuments.Group(group) : null,
        ["apis", var name, var version] => Group(name) is { } group ? Resources(group, version) : null,
        _ => null,
    };

    private static JsonMap? Resources(ApiGroup group, string version) =>
        group.Versions.Contains(version) ? DiscoveryDocuments.Resources(group, version) : null;

    private ApiGroup? Group(string name) => catalog.Groups.FirstOrDefault(group => group.Name == name);

    /// <summary>The first form of aggregated discovery the client accepts; null for the plain one.</summary>
    private static string? AggregatedVersion(HttpRequest request)
    {
        foreach (var clause in request.Headers.Accept.ToString().Split(','))
        {
            if (clause.Contains("as=APIGroupDiscoveryList", StringComparison.Ordinal) && clause.Contains("g=apidiscovery.k8s.io", StringComparison.Ordinal)
                && clause.Contains("application/json", StringComparison.Ordinal))
            {
                if (clause.Contains("v=v2beta1", StringComparison.Ordinal)) return "v2beta1";
                if (clause.Contains("v=v2", StringComparison.Ordinal)) return "v2";
            }
            else if (clause.Trim() is "application/json" or "*/*") return null;
        }
        return null;
    }

    private static async ValueTask WriteAsync(HttpContext http, Document document)
    {
        var response = http.Response;
        if (document.AggregatedVersion is { } version)
        {
            response.Headers.ETag = document.ETag;
            response.Headers.Vary = "Accept";
            if (http.Request.Headers.IfNoneMatch.ToString() == document.ETag)
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
            response.ContentType = $"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList";
            response.ContentLength = document.Json.Length;
            await response.BodyWriter.WriteAsync(document.Json, http.RequestAborted);
            return;
        }
        await ResponseWriter.WriteJsonAsync(http, 200, document.Json, Representation.Negotiate(http.Request));
    }

    private sealed record Document(byte[] Json, string? AggregatedVersion)
    {
        public string ETag { get; } = $"\"{Convert.ToHexString(SHA512.HashData(Json))}\"";
    }
}
