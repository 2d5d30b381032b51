namespace Kube.ApiServer.Authentication.Tokens;

/// <summary>Who a request's bearer token stands for.</summary>
internal sealed class RequestTokenAuthenticator(ITokenAuthenticator tokens) : IAuthenticator
{
    public async ValueTask<Verdict> AuthenticateAsync(HttpContext http)
    {
        var token = BearerToken.Of(http.Request) ?? WebSocketToken.Take(http.Request);
        return token is null ? Verdict.None : Verdict.Of((await tokens.IdentifyAsync(token, [], http.RequestAborted))?.User);
    }
}
