namespace Kube.ApiServer.Authentication.Tokens;

/// <summary>A way that judges bearer tokens: those of requests, and those sent to somebody else who asks with a TokenReview.</summary>
internal interface ITokenAuthenticator
{
    /// <param name="audiences">Whom the token should be meant for; empty for this API.</param>
    /// <returns>Null when it is none of its tokens, is not good any more, or for none of the audiences.</returns>
    ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancellation);
}
