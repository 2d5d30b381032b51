using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Authorization;

/// <summary>Decides whether a user may do what a request asks.</summary>
internal interface IAuthorizer
{
    Decision Authorize(UserInfo user, RequestInfo request);
}
