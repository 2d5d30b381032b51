using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Authorization;

/// <summary>
/// Lets every authenticated user do everything and everybody read what upstream's <c>system:public-info-viewer</c> role shows.
/// </summary>
internal sealed class AuthenticatedAuthorizer : IAuthorizer
{
    private static readonly HashSet<string> Public = ["/healthz", "/livez", "/readyz", "/version", "/version/"];

    public Decision Authorize(UserInfo user, RequestInfo request) =>
        !user.IsAnonymous || (!request.IsResource && request.Verb is "get" or "head" && Public.Contains(request.Path))
            ? new Decision(true)
            : new Decision(false);
}
