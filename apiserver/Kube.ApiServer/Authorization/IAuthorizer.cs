using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Authorization;

/// <summary>Decides whether a user may do what a request asks. Called for every request, so it must not wait for anything.</summary>
internal interface IAuthorizer
{
    Decision Authorize(UserInfo user, RequestInfo request);

    /// <summary>What a user may do in a namespace as far as it can be listed: for SelfSubjectRulesReview.</summary>
    UserRules RulesFor(UserInfo user, string @namespace) => UserRules.None;
}
