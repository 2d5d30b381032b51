using Kube.ApiServer.Http;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Subresources;
using Kube.OpenApi.Documents;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Discovery;

/// <summary>
/// <c>/openapi/v2</c>, one document, and <c>/openapi/v3</c>: which documents there are, and the documents. One that is asked for by
/// its hash never changes. All are made at the first request for them.
/// </summary>
internal sealed class OpenApiHandler(ResourceCatalog catalog, string version) : IPathHandler
{
    private const string Root = "/openapi/v3";

    private readonly OpenApiV3 _documents = new([.. catalog.All.Select(Describe)], version);
    private readonly OpenApiV2 _whole = new([.. catalog.All.Select(Describe)], version);

    public async ValueTask<bool> TryHandleAsync(HttpContext http, string path)
    {
        if (path is "/openapi/v2")
        {
            await WriteWholeAsync(http);
            return true;
        }
        if (path is Root or Root + "/")
        {
            await WriteAsync(http, _documents.Index);
            return true;
        }
        if (!path.StartsWith(Root + "/", StringComparison.Ordinal) || _documents.Document(path[(Root.Length + 1)..]) is not { } document) return false;
        if (http.Request.Query["hash"].ToString() is { Length: > 0 } asked)
        {
            if (asked != document.Hash)
            {
                http.Response.Redirect($"{path}?hash={document.Hash}", permanent: true);
                return true;
            }
            http.Response.Headers.CacheControl = "public, immutable";
            http.Response.Headers.Expires = "Thu, 31 Dec 2099 23:59:59 GMT";
        }
        await WriteAsync(http, document);
        return true;
    }

    private ValueTask WriteWholeAsync(HttpContext http)
    {
        if (SwaggerForms.Negotiate(http.Request.Headers.Accept.ToString()) is { } form) return WriteAsync(http, form(_whole));
        http.Response.Headers.Vary = "Accept";
        http.Response.StatusCode = StatusCodes.Status406NotAcceptable;
        return ValueTask.CompletedTask;
    }

    private static async ValueTask WriteAsync(HttpContext http, OpenApiDocument document)
    {
        var tag = $"\"{document.Hash}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.Vary = "Accept";
        if (http.Request.Headers.IfNoneMatch.ToString() == tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        http.Response.ContentType = document.ContentType;
        http.Response.ContentLength = document.Content.Length;
        await http.Response.BodyWriter.WriteAsync(document.Content, http.RequestAborted);
    }

    private static ServedResource Describe(Resource resource) => new()
    {
        Name = resource.Plural,
        Kind = new KindSchema(resource.Group, resource.Version, resource.Kind, resource.Type),
        Namespaced = resource.Namespaced,
        Verbs = [.. DiscoveryDocuments.Names(resource.Verbs)],
        List = KindCatalog.BuiltIn.Find(resource.Group, resource.Version, resource.Kind + "List"),
        DeleteReturnsObject = resource.ReturnsDeleted,
        Subresources = [.. resource.Subresources.Select(subresource => Describe(resource, subresource))],
    };

    private static ServedSubresource Describe(Resource resource, Subresource subresource)
    {
        var (group, version, kind) = (subresource.Group ?? resource.Group, subresource.Version ?? resource.Version, subresource.Kind ?? resource.Kind);
        var schema = KindCatalog.BuiltIn.Find(group, version, kind) ?? throw new InvalidOperationException($"no schema for {kind}");
        return new ServedSubresource
        {
            Name = subresource.Name,
            Kind = schema,
            Verbs = [.. DiscoveryDocuments.Names(subresource.Verbs)],
            Options = subresource is ConnectSubresource connect ? KindCatalog.BuiltIn.Find("", "v1", connect.Options) : null,
        };
    }
}
