using Kube.ApiServer.Authentication;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Authorization;

/// <summary>The 403 of a request that was not allowed: apiserver's <c>responsewriters.ForbiddenStatusError</c>.</summary>
internal static class ForbiddenMessage
{
    public static StatusException For(UserInfo user, RequestInfo request, string reason)
    {
        var why = reason.Length > 0 ? $": {reason}" : "";
        if (!request.IsResource)
        {
            return new StatusException(new Status(403, "Forbidden", $"forbidden: User \"{user.Name}\" cannot {request.Verb} path \"{request.Path}\"{why}", new StatusDetails()));
        }
        var resource = request.Subresource.Length > 0 ? $"{request.Resource}/{request.Subresource}" : request.Resource;
        var scope = request.Namespace.Length > 0 ? $" in the namespace \"{request.Namespace}\"" : " at the cluster scope";
        return StatusException.Forbidden(request.GroupResource, request.Name,
            $"User \"{user.Name}\" cannot {request.Verb} resource \"{resource}\" in API group \"{request.Group}\"{scope}{why}");
    }
}
