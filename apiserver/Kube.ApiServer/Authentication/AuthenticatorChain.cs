using Kube.ApiServer.Authentication.Certificates;
using Kube.ApiServer.Authentication.Configuration;
using Kube.ApiServer.Authentication.Tokens;
using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Authentication;

/// <summary>
/// Asks each way in turn: the first that knows the user decides, whatever others say. Who shows wrong credentials only is refused, who
/// shows none is anonymous. Credentials are taken off a request that they were good for, so that nothing behind can pass them on.
/// </summary>
internal sealed class AuthenticatorChain(IReadOnlyList<IAuthenticator> authenticators, ITokenAuthenticator tokens, FrontProxyHeaders proxyHeaders, AnonymousOptions anonymous)
{
    /// <exception cref="StatusException">401.</exception>
    public async ValueTask<UserInfo> AuthenticateAsync(HttpContext http)
    {
        var user = await FindAsync(http);
        http.Request.Headers.Authorization = default;
        proxyHeaders.RemoveFrom(http.Request.Headers);
        return user.Authenticated();
    }

    /// <summary>Whose token it is and which of the audiences it is good for; null when nobody knows it.</summary>
    /// <param name="audiences">Empty for those of this API.</param>
    public async ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancellation) =>
        await tokens.IdentifyAsync(token, audiences, cancellation) is { } identity ? identity with { User = identity.User.Authenticated() } : null;

    private async ValueTask<UserInfo> FindAsync(HttpContext http)
    {
        var refused = false;
        foreach (var authenticator in authenticators)
        {
            var verdict = await authenticator.AuthenticateAsync(http);
            if (verdict.User is { } user) return user;
            refused |= verdict.Refused;
        }
        return !refused && anonymous.Allows(http.Request.Path.Value ?? "") ? UserInfo.Anonymous : throw StatusException.Unauthorized();
    }
}
