namespace Kube.ApiServer.Authentication;

/// <summary>One way of proving who one is.</summary>
internal interface IAuthenticator
{
    /// <returns>The user; null when the request carries no credentials of this kind or none that this way can judge.</returns>
    /// <exception cref="Errors.StatusException">401 when it carries credentials of this kind that are wrong.</exception>
    ValueTask<UserInfo?> AuthenticateAsync(HttpContext http);
}
