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
        await BackendProxy.ToKubeletAsync(scope, kubelet, $"/containerLogs/{scope.Namespace}/{scope.Info.Name}/{target.Container}{query}");
    }
}
