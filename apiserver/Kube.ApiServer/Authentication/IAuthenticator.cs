namespace Kube.ApiServer.Authentication;

/// <summary>One way of proving who one is.</summary>
internal interface IAuthenticator
{
    ValueTask<Verdict> AuthenticateAsync(HttpContext http);
}
