using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace Kube.ApiServer.Audit.Events;

/// <summary>What the request says of itself.</summary>
internal static class RequestFacts
{
    private const int LongestUserAgent = 1024;

    /// <summary>Path and query as the client wrote them.</summary>
    public static string Uri(HttpContext http) =>
        http.Features.Get<IHttpRequestFeature>()?.RawTarget is { } target && target.StartsWith('/') ? target : http.Request.GetEncodedPathAndQuery();

    public static string UserAgent(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return agent.Length > LongestUserAgent ? agent[..LongestUserAgent] + "...TRUNCATED" : agent;
    }
}
