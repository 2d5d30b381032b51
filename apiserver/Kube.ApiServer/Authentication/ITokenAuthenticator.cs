namespace Kube.ApiServer.Authentication;

/// <summary>A way that judges bearer tokens, also those sent to somebody else: what TokenReview asks.</summary>
internal interface ITokenAuthenticator : IAuthenticator
{
    /// <param name="audiences">Whom the token should be meant for; empty for this API.</param>
    /// <returns>Null when it is none of its tokens, is not good any more, or for none of the audiences.</returns>
    ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancellation);
}
