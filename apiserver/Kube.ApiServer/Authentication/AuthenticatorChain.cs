using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Authentication;

/// <summary>Asks each way in turn; the first that knows the user decides. A bearer token nobody knows is refused, no credentials at all is anonymous.</summary>
internal sealed class AuthenticatorChain(IReadOnlyList<IAuthenticator> authenticators, bool allowsAnonymous)
{
    public async ValueTask<UserInfo> AuthenticateAsync(HttpContext http)
    {
        foreach (var authenticator in authenticators)
        {
            if (await authenticator.AuthenticateAsync(http) is { } user) return user.Authenticated();
        }
        return allowsAnonymous && BearerToken.Of(http.Request) is null ? UserInfo.Anonymous : throw StatusException.Unauthorized();
    }

    /// <summary>Whose token it is and which of the audiences it is good for; null when nobody knows it.</summary>
    /// <param name="audiences">Empty for those of this API.</param>
    public async ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancellation)
    {
        foreach (var authenticator in authenticators.OfType<ITokenAuthenticator>())
        {
            if (await authenticator.IdentifyAsync(token, audiences, cancellation) is { } identity) return identity with { User = identity.User.Authenticated() };
        }
        return null;
    }
}
