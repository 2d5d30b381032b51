using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authorization.Rbac;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Authorization.Modes;

internal sealed class AlwaysAllow : IAuthorizer
{
    private static readonly UserRules Everything = new(PolicyRule.Everything);

    public Decision Authorize(UserInfo user, RequestInfo request) => new(true);

    public UserRules RulesFor(UserInfo user, string @namespace) => Everything;
}
