using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Authentication;

/// <summary>Asks each way in turn; the first that knows the user decides. A bearer token nobody knows is refused, no credentials at all is anonymous.</summary>
internal sealed class AuthenticatorChain(IReadOnlyList<IAuthenticator> authenticators)
{
    public async ValueTask<UserInfo> AuthenticateAsync(HttpContext http)
    {
        foreach (var authenticator in authenticators)
        {
            if (await authenticator.AuthenticateAsync(http) is { } user) return user.Authenticated();
        }
        return BearerToken.Of(http.Request) is null ? UserInfo.Anonymous : throw StatusException.Unauthorized();
    }
}
