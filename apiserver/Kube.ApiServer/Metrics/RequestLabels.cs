using Kube.ApiServer.Http;
using Kube.ApiServer.Http.Options;

namespace Kube.ApiServer.Metrics;

/// <summary>How upstream's <c>endpoints/metrics</c> names a request.</summary>
internal readonly record struct RequestLabels(string Verb, string Group, string Version, string Resource, string Subresource, string Scope, string DryRun, bool LongRunning)
{
    private static readonly HashSet<string> Connects = ["proxy", "exec", "attach", "portforward"];

    /// <summary>Paths that are no resources are told apart by their first segment, in the place of a subresource.</summary>
    private static readonly HashSet<string> KnownPaths = ["/api", "/apis", "/healthz", "/livez", "/metrics", "/openapi", "/openid", "/readyz", "/version"];

    public bool IsKnownPath => KnownPaths.Contains(Subresource);

    public static RequestLabels Of(HttpRequest request, RequestInfo info)
    {
        if (!info.IsResource) return new(request.Method, "", "", "", FirstSegment(info.Path), "", "", false);
        var connects = Connects.Contains(info.Subresource);
        var longRunning = connects || info.Verb == "watch" || (info.Subresource == "log" && request.Query.Flag("follow"));
        var verb = connects ? "CONNECT" : VerbOf(request, info.Verb);
        var dryRun = info.Verb is "create" or "update" or "patch" or "delete" or "deletecollection" ? request.Query["dryRun"].ToString() : "";
        return new(verb, info.Group, info.Version, info.Resource, info.Subresource, ScopeOf(info), dryRun is "All" ? dryRun : "", longRunning);
    }

    private static string VerbOf(HttpRequest request, string verb) => verb switch
    {
        "get" => "GET",
        "list" => "LIST",
        "watch" => "WATCH",
        "create" => "POST",
        "update" => "PUT",
        "patch" => request.ContentType?.StartsWith("application/apply-patch", StringComparison.Ordinal) == true ? "APPLY" : "PATCH",
        "delete" => "DELETE",
        "deletecollection" => "DELETECOLLECTION",
        _ => "other",
    };

    private static string ScopeOf(RequestInfo info) =>
        info.Name.Length > 0 || info.Verb == "create" ? "resource" : info.Namespace.Length > 0 ? "namespace" : "cluster";

    private static string FirstSegment(string path)
    {
        var end = path.IndexOf('/', 1);
        return end < 0 ? path : path[..end];
    }
}
