namespace Kube.ApiServer.Authentication.Tokens;

/// <summary>Asks each in turn; the first that knows a token decides.</summary>
internal sealed class TokenUnion(IReadOnlyList<ITokenAuthenticator> members) : ITokenAuthenticator
{
    public async ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancellation)
    {
        foreach (var member in members)
        {
            if (await member.IdentifyAsync(token, audiences, cancellation) is { } identity) return identity;
        }
        return null;
    }
}
