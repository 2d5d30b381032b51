using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Authorization.Modes;

/// <summary><c>system:masters</c> may do everything in every mode, so that a cluster cannot lock its owner out.</summary>
internal sealed class PrivilegedGroup : IAuthorizer
{
    public Decision Authorize(UserInfo user, RequestInfo request) => new(user.IsMaster);
}
