using Kube.ApiServer.Http.Responses;

namespace Kube.ApiServer.Http;

/// <summary>The paths that are no resources: discovery, OpenAPI, health, version. First match wins.</summary>
internal sealed class PathHandlers(IReadOnlyList<IPathHandler> handlers)
{
    public async Task HandleAsync(HttpContext http, RequestInfo info)
    {
        foreach (var handler in handlers)
        {
            if (await handler.TryHandleAsync(http, info.Path)) return;
        }
        await ResponseWriter.WriteTextAsync(http, 404, "404 page not found\n");
    }
}
