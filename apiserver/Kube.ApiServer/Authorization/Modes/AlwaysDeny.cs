using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Authorization.Modes;

/// <summary>For tests of clients: nobody but <c>system:masters</c> may do anything.</summary>
internal sealed class AlwaysDeny : IAuthorizer
{
    public Decision Authorize(UserInfo user, RequestInfo request) => new(false, "Everything is forbidden.");
}
