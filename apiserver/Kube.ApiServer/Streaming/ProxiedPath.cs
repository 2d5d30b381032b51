using Kube.ApiServer.Http;

namespace Kube.ApiServer.Streaming;

/// <summary>The path and query a backend is asked for: what follows the subresource, escaped as the client sent it.</summary>
internal static class ProxiedPath
{
    /// <param name="target">The request's target as it came.</param>
    /// <param name="info">The same, parsed: what was authorized.</param>
    public static string Of(string target, RequestInfo info)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        return (HasDots(path) ? Rewritten(info.Rest) : After(path, info.SubresourceAt)) + (query < 0 ? "" : target[query..]);
    }

    /// <summary>Segments that mean the one above, plain or escaped: the server has resolved them, and the backend gets what came of it.</summary>
    private static bool HasDots(string path) => path.Contains("/.", StringComparison.Ordinal) || path.Contains("%2e", StringComparison.OrdinalIgnoreCase);

    private static string Rewritten(string rest) => rest.Length == 0 ? "" : "/" + string.Join('/', rest.Split('/').Select(Uri.EscapeDataString));

    private static string After(string path, int segment)
    {
        var at = 0;
        for (var seen = -1; at < path.Length;)
        {
            while (at < path.Length && path[at] == '/') at++;
            var end = path.IndexOf('/', at);
            at = end < 0 ? path.Length : end;
            if (++seen == segment) break;
        }
        return path[at..];
    }
}
