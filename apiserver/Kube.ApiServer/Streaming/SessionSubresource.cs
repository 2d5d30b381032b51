using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Verbs;
using Microsoft.AspNetCore.Http.Extensions;

namespace Kube.ApiServer.Streaming;

/// <summary><c>pods/{name}/exec</c> and <c>/attach</c>: the kubelet's endpoint of that name, whose flags have names of their own.</summary>
internal sealed class SessionSubresource : ConnectSubresource
{
    public override Verb Verbs => Verb.Create | Verb.Get;

    public override async Task ConnectAsync(RequestScope scope)
    {
        if (scope.Info.Verb is not ("get" or "create")) throw StatusException.MethodNotAllowed();
        await scope.RequireAsync("create");
        var target = await PodTarget.FindAsync(scope);
        if (target.Kubelet is not { } kubelet) throw StatusException.BadRequest($"pod {scope.Info.Name} does not have a host assigned");
        var query = new QueryBuilder();
        foreach (var (asked, told) in (ReadOnlySpan<(string, string)>)[("stdin", "input"), ("stdout", "output"), ("stderr", "error"), ("tty", "tty")])
        {
            if (scope.Query.Flag(asked)) query.Add(told, "1");
        }
        foreach (var word in scope.Query["command"]) query.Add("command", word ?? "");
        await BackendProxy.ToKubeletAsync(scope, kubelet, $"/{Name}/{scope.Namespace}/{scope.Info.Name}/{target.Container}{query}");
    }
}
