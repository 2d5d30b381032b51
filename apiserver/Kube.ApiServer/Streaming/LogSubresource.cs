using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Verbs;
using Microsoft.AspNetCore.Http.Extensions;

namespace Kube.ApiServer.Streaming;

/// <summary><c>pods/{name}/log</c>: the kubelet's containerLogs, with the query as given.</summary>
internal sealed class LogSubresource : ConnectSubresource
{
    public override Verb Verbs => Verb.Get;

    public override async Task ConnectAsync(RequestScope scope)
    {
        if (scope.Info.Verb != "get") throw StatusException.MethodNotAllowed();
        var target = await PodTarget.FindAsync(scope);
        if (target.Kubelet is not { } kubelet)
        {
            // A pod nobody runs yet has said nothing.
            scope.Http.Response.ContentType = "text/plain";
            return;
        }
        var query = new QueryBuilder();
        foreach (var (name, values) in scope.Query)
        {
            if (name != "container") query.Add(name, values.Select(value => value ?? ""));
        }
        await BackendProxy.ToKubeletAsync(scope, kubelet, $"/containerLogs/{scope.Namespace}/{scope.Info.Name}/{target.Container}{query}", (code, text) => Failure(code, text, scope.Info.Name));
    }

    /// <summary>GenericHttpResponseChecker of k8s.io/apiserver.</summary>
    private static StatusException Failure(int code, string text, string pod) => code switch
    {
        400 => StatusException.BadRequest(text),
        404 => new(new Status(404, "NotFound", $"the server could not find the requested resource ( pods/log {pod})", new StatusDetails { Name = pod, Kind = "pods/log" })),
        _ => StatusException.Internal(text),
    };
}
