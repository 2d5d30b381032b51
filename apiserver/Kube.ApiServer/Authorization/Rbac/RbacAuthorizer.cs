using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Authorization.Rbac;

/// <summary>Mode <c>RBAC</c>: allowed is what a rule of a role allows that is bound to the user, one of the groups or the service account.</summary>
internal sealed class RbacAuthorizer(PolicySource policy) : IAuthorizer
{
    public Decision Authorize(UserInfo user, RequestInfo request) => policy.Current.Decide(user, request);

    public UserRules RulesFor(UserInfo user, string @namespace)
    {
        var grants = policy.Current.Index.GrantsOf(user, @namespace).ToList();
        return new UserRules([.. grants.SelectMany(grant => grant.Rules)], Error: Aggregate.Of(grants.Select(grant => grant.Missing).Where(missing => missing.Length > 0)));
    }
}
