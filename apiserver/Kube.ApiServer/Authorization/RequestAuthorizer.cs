using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Authorization;

/// <summary>
/// Decides by what the caches show, which may be a moment behind what was acknowledged; so that nobody is refused what was just granted, a
/// refusal is given only on the newest state. What was just revoked is gone from the caches when the revocation is answered.
/// </summary>
internal sealed class RequestAuthorizer(IAuthorizer authorizer, ResourceRegistry registry)
{
    public async ValueTask<Decision> DecideAsync(UserInfo user, RequestInfo request, CancellationToken cancellation)
    {
        var decision = authorizer.Authorize(user, request);
        if (decision.Allowed) return decision;
        await registry.CatchUpAsync(cancellation);
        return authorizer.Authorize(user, request);
    }
}
