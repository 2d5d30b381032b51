namespace Kube.ApiServer.Http;

/// <summary>Answers some of the paths that are no resources.</summary>
internal interface IPathHandler
{
    /// <returns>Whether the path was its own, and is answered.</returns>
    ValueTask<bool> TryHandleAsync(HttpContext http, string path);
}
