using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authorization;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Kinds;

/// <summary>What a <see cref="Review"/> may know: who asks, and what decides.</summary>
internal sealed record ReviewContext(UserInfo User, string Namespace, IAuthorizer Authorizer, AuthenticatorChain Authenticators, TimeProvider Time)
{
    public required HttpContext Http { get; init; }

    public required WriteRequest Write { get; init; }

    public required ResourceRegistry Registry { get; init; }
}
